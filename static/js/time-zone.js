/**
 * The device's own time zone: an empty field marked data-time-zone takes it, and a list marked
 * data-device-zone offers it first, under the words it is marked with.
 */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function offerFirst(list) {
  const known = [...list.options].find((option) => option.value === zone);
  const place = zone.slice(zone.indexOf("/") + 1).replaceAll("/", ", ").replaceAll("_", " ");
  const group = document.createElement("optgroup");
  group.label = list.dataset.deviceZone;
  group.append(known ?? new Option(place, zone));
  list.prepend(group);
}

if (zone) {
  for (const field of document.querySelectorAll("[data-time-zone]")) {
    field.value ||= zone;
  }
  document.querySelectorAll("[data-device-zone]").forEach(offerFirst);
}
