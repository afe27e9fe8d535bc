// Shows the desk's notifications, so that they can carry buttons, those that the server pushes while no desk is open, and brings the
// desk to the front when one is clicked. It answers no requests: pages load as they would without it.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(tell(event.data?.json())));
self.addEventListener("notificationclick", (event) => {
  const { tag } = event.notification;
  event.notification.close();
  event.waitUntil(bringForward({ kind: "servicedesk.notice", tag, action: event.action }));
});

// Browsers want each push to be shown. A desk that opens takes away what it has shown itself under the same name.
async function tell(news) {
  if (news === undefined) return;
  const words = news.kind === "message" ? "chat" : "staff";
  const tag = news.offerId ? `offer-${news.offerId}` : `${words}-${news.sessionId}`;
  await self.registration.showNotification(news.from, {
    tag,
    body: news.text ?? "",
    icon: "/desk/favicon.svg",
    renotify: true,
  });
}

async function bringForward(click) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find((one) => one.focused) ?? open[0];
  if (page === undefined) return self.clients.openWindow(`/desk/inbox#${click.tag}`);
  // One page alone is told: two would both accept.
  page.postMessage(click);
  return page.focus();
}
