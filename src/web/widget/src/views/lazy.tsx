import { type ComponentType, type FunctionComponent, h, type VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import card from "./Card.module.css";

/** A part that could not be loaded is asked for again after this time. */
const againMs = 2_000;

/**
 * A view that is loaded when it is first shown; its place is kept meanwhile.
 * @param place what keeps it; a card unless told
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  place: (props: P) => VNode = () => <section className={card.card} aria-busy="true" />,
): FunctionComponent<P> {
  let part: ComponentType<P> | undefined;
  return (props) => {
    const [tries, setTries] = useState(0);
    useEffect(() => {
      let timer: ReturnType<typeof setTimeout>;
      const again = () => setTries(tries + 1);
      if (!part) {
        void load().then(
          (loaded) => {
            part = loaded;
            again();
          },
          () => (timer = setTimeout(again, againMs)),
        );
      }

      return () => clearTimeout(timer);
    }, [tries]);
    return part ? h(part, props) : place(props);
  };
}
