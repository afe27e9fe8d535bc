import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { useHeldOrder } from "./useHeldOrder.ts";

function List({ wanted }: { wanted: readonly number[] }) {
  const { shown, pending, apply, handlers } = useHeldOrder(wanted);
  return (
    <div data-testid="list" {...handlers}>
      <button onClick={apply}>{pending} updates</button>
      {shown.map((id) => (
        <button key={id}>row {id}</button>
      ))}
    </div>
  );
}

const rows = () => screen.getAllByText(/^row/).map((row) => row.textContent);

test("rows keep their places under the pointer and take the new ones when it leaves", () => {
  const { rerender } = render(<List wanted={[1, 2, 3]} />);
  fireEvent.pointerEnter(screen.getByTestId("list"));
  rerender(<List wanted={[3, 1, 2]} />);
  expect(rows()).toEqual(["row 1", "row 2", "row 3"]);
  expect(screen.getByText("1 updates")).toBeTruthy();
  fireEvent.pointerLeave(screen.getByTestId("list"));
  expect(rows()).toEqual(["row 3", "row 1", "row 2"]);
});

test("rows keep their places while one has focus, also when focus goes from row to row", () => {
  const { rerender } = render(<List wanted={[1, 2]} />);
  act(() => screen.getByText("row 1").focus());
  act(() => screen.getByText("row 2").focus());
  rerender(<List wanted={[2, 1]} />);
  expect(rows()).toEqual(["row 1", "row 2"]);
  act(() => screen.getByText("row 2").blur());
  expect(rows()).toEqual(["row 2", "row 1"]);
});

test("the chip lets the new order through although the list is held", () => {
  const { rerender } = render(<List wanted={[1, 2]} />);
  fireEvent.pointerEnter(screen.getByTestId("list"));
  rerender(<List wanted={[5, 1, 2]} />);
  fireEvent.click(screen.getByText("1 updates"));
  expect(rows()).toEqual(["row 5", "row 1", "row 2"]);
});
