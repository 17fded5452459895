/** An empty field marked data-time-zone takes the device's time zone, if it is on offer. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("[data-time-zone]")) {
  const offered = field.options ? [...field.options].some((option) => option.value === zone) : true;
  if (zone && !field.value && offered) {
    field.value = zone;
  }
}
