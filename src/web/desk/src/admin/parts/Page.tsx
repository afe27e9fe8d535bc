import type { ReactNode } from "react";
import classes from "./Page.module.css";

interface PageProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The head of an administration page and what stands below it. */
export function Page({ title, text, actions, children }: PageProps) {
  return (
    <>
      <div className={classes.head}>
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {text && <p className={classes.text}>{text}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, text, actions, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <div>
          <h2 className={classes.sectionTitle}>{title}</h2>
          {text && <p className={classes.text}>{text}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Nothing here yet: what it is for, one action, and how it could look. */
export function Empty({
  text,
  action,
  sample,
}: {
  text: string;
  action?: ReactNode;
  sample?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyText}>{text}</p>
      {sample && <div className={classes.sample}>{sample}</div>}
      {action}
    </div>
  );
}
