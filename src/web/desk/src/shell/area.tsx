import { type Catalogue, type Locale, type Translate, translator } from "@servicedesk/ui";
import {
  type ComponentType,
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import { useLanguage } from "./language.tsx";
import { loaded, PartBoundary } from "./PartBoundary.tsx";

/**
 * A part of the desk that is not in its first load: its code and its words come when it is first shown.
 * Its catalogues are locales/NAME/{en,zh-CN}.json.
 */
export interface Area {
  readonly name: string;
  readonly words: Readonly<Record<Locale, () => Promise<{ default: Catalogue }>>>;
}

type AreaWords = Readonly<Record<string, Translate<string>>>;

const WordsContext = createContext<AreaWords>({});

/** The words of an area that is shown above; areas may stand within each other. */
export function useAreaWords<K extends string>(name: string): Translate<K> {
  const t = useContext(WordsContext)[name];
  if (!t) throw new Error(`The area ${name} is not shown here`);
  return t;
}

/**
 * Makes a component that loads itself and its area's words on first showing, with a skeleton meanwhile.
 * @param load the module whose default export is shown.
 * @param page true for a whole page: then what stands in for it is the page's main landmark too.
 */
export function lazyInArea<P extends object>(
  area: Area,
  load: () => Promise<{ default: ComponentType<P> }>,
  page = false,
): (props: P) => ReactNode {
  const Loaded = lazy(() => loaded(load()));
  const waiting = page ? <PageSkeleton /> : <ListSkeleton />;
  return function InArea(props: P) {
    // Code and words travel side by side.
    useEffect(() => void load().catch(() => undefined), []);
    return (
      <PartBoundary around={(failed) => (page ? <main data-region>{failed}</main> : failed)}>
        <AreaWordsProvider area={area} waiting={waiting}>
          <Suspense fallback={waiting}>
            <Loaded {...props} />
          </Suspense>
        </AreaWordsProvider>
      </PartBoundary>
    );
  };
}

const known = new Map<string, Translate<string>>();

interface AreaWordsProviderProps {
  readonly area: Area;
  readonly waiting?: ReactNode;
  readonly children: ReactNode;
}

/** Shows its children when the words are there; another language replaces them when it has been loaded. */
export function AreaWordsProvider({ area, waiting, children }: AreaWordsProviderProps) {
  const { locale } = useLanguage();
  const outer = useContext(WordsContext);
  const key = `${area.name} ${locale}`;
  const [own, setOwn] = useState(() => known.get(key));
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    let current = true;
    const had = known.get(key);
    if (had) {
      setOwn(() => had);
      return;
    }
    loaded(area.words[locale]()).then(
      ({ default: catalogue }) => {
        const made = translator<string>(locale, catalogue);
        known.set(key, made);
        if (current) setOwn(() => made);
      },
      (reason: unknown) => current && setFailed(reason),
    );
    return () => {
      current = false;
    };
  }, [area, key, locale]);
  const words = useMemo(
    () => (own === undefined ? undefined : { ...outer, [area.name]: own }),
    [outer, own, area],
  );
  if (failed !== undefined) throw failed;
  if (words === undefined) return waiting ?? null;
  return <WordsContext value={words}>{children}</WordsContext>;
}

function PageSkeleton() {
  const { t } = useLanguage();
  return (
    <main data-region tabIndex={-1}>
      <h1 className="desk-hidden">{t("desk.loading")}</h1>
      <ListSkeleton />
    </main>
  );
}
