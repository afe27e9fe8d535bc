// The style sheets of the components that only the administration uses.
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/NumberInput.css";
