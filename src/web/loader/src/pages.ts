import type { PageInfo } from "@servicedesk/protocol";

const allowedQuery = /^(utm_\w+|ref)$/;

/** The page as the desk may know it: no fragment, no query beyond campaign marks. */
export function pageInfo(): PageInfo {
  const url = new URL(location.href);
  for (const name of [...url.searchParams.keys()]) {
    if (!allowedQuery.test(name)) {
      url.searchParams.delete(name);
    }
  }

  url.hash = url.username = url.password = "";
  return { url: url.href.slice(0, 2000), title: document.title.slice(0, 200) };
}

interface NavigationEvents {
  addEventListener(type: "navigatesuccess", listener: () => void): void;
}

/** Calls back on each new address of a single-page host, and again when its title follows. */
export function watchPages(changed: (page: PageInfo) => void): void {
  let last = JSON.stringify(pageInfo());
  const look = () => {
    const page = pageInfo();
    const now = JSON.stringify(page);
    if (now !== last) {
      last = now;
      changed(page);
    }
  };
  const lookTwice = () => {
    setTimeout(look, 0);
    setTimeout(look, 1000); // frameworks set the title after the address
  };

  const { navigation } = window as { navigation?: NavigationEvents };
  if (navigation) {
    navigation.addEventListener("navigatesuccess", lookTwice);
    return;
  }

  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name].bind(history);
    history[name] = (...state: Parameters<History["pushState"]>) => {
      original(...state);
      lookTwice();
    };
  }

  addEventListener("popstate", lookTwice);
}
