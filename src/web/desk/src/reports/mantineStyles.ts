// The style sheets of the components that only the reports use.
import "@mantine/core/styles/Checkbox.css";
