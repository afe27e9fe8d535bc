// Shows the desk's notifications, so that they can carry buttons, and brings the desk to the front when one is clicked.
// It answers no requests: pages load as they would without it.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("notificationclick", (event) => {
  const { tag } = event.notification;
  event.notification.close();
  event.waitUntil(bringForward({ kind: "servicedesk.notice", tag, action: event.action }));
});

async function bringForward(click) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find((one) => one.focused) ?? open[0];
  if (page === undefined) return self.clients.openWindow("/desk/inbox");
  // One page alone is told: two would both accept.
  page.postMessage(click);
  return page.focus();
}
