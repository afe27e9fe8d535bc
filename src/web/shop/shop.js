// One document, three pages: links change the address without loading anew, as a single-page shop does.
const pages = document.querySelectorAll("[data-page]");
const names = { home: "Tea for slow mornings", product: "Morning Oolong", checkout: "Checkout" };

function pageOf(path) {
  if (path.startsWith("/shop/checkout")) {
    return "checkout";
  }

  return path.startsWith("/shop/product/") ? "product" : "home";
}

function titleOf(path) {
  const slug = path.split("/")[3];
  return slug ? slug.replace(/-/g, " ").replace(/\b\w/g, (letter) => letter.toUpperCase()) : "";
}

function show() {
  const name = pageOf(location.pathname);
  pages.forEach((page) => (page.hidden = page.dataset.page !== name));
  const title = (name === "product" && titleOf(location.pathname)) || names[name];
  if (name === "product") {
    document.getElementById("product-name").textContent = title;
  }

  document.title = `${title} – Fern & Kettle`;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='/shop/']") : null;
  const plain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey;
  if (link && plain && !event.shiftKey) {
    event.preventDefault();
    history.pushState(null, "", link.href);
    show();
    scrollTo(0, 0);
    document.getElementById("content").focus({ preventScroll: true });
  }
});
addEventListener("popstate", show);
show();
