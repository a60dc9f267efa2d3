import { useParams } from "@tanstack/react-router";
import { EnterpriseBook } from "./EnterpriseBook.tsx";

export default function EnterpriseScreen() {
  const { uscc = "" } = useParams({ strict: false });
  return <EnterpriseBook key={uscc} uscc={uscc} />;
}
