import { useDeskState } from "../desk/useDesk.tsx";

/** A queue by its name; by its id until the names are there. */
export function QueueName({ id }: { id: string }) {
  return <bdi>{useDeskState((s) => s.queueNames.get(id) ?? id)}</bdi>;
}
