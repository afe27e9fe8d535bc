import { Component, type ReactNode } from "react";
import { ListFailed } from "../inbox/ListStates.tsx";

/** A part's code or words did not come, for example because the server has newer files. */
export class NotLoaded extends Error {
  constructor(cause: unknown) {
    super("A part of the desk could not be loaded", { cause });
  }
}

/** The same promise; what it fails with is known as a load that failed. */
export function loaded<T>(load: Promise<T>): Promise<T> {
  return load.catch((cause: unknown) => {
    throw new NotLoaded(cause);
  });
}

interface PartBoundaryProps {
  /** What is shown: where it is another, it is tried anew. */
  readonly of?: string;
  /** What stands around the sentence. */
  readonly around?: (failed: ReactNode) => ReactNode;
  readonly children: ReactNode;
}

interface Failure {
  readonly reason: unknown;
}

/** A part that cannot be had or shown takes nothing else away: one sentence and a way on. */
export class PartBoundary extends Component<
  PartBoundaryProps,
  { readonly failure: Failure | undefined }
> {
  override state = { failure: undefined as Failure | undefined };

  static getDerivedStateFromError(reason: unknown) {
    return { failure: { reason } };
  }

  override componentDidUpdate(before: PartBoundaryProps) {
    if (this.state.failure && before.of !== this.props.of) this.setState({ failure: undefined });
  }

  override render() {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const failed =
      failure.reason instanceof NotLoaded ? (
        <ListFailed code="network" retry={() => location.reload()} />
      ) : (
        <ListFailed code="broken" retry={() => this.setState({ failure: undefined })} />
      );
    return this.props.around?.(failed) ?? failed;
  }
}
