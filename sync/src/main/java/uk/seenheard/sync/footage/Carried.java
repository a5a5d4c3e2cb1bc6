package uk.seenheard.sync.footage;

/**
 * Who carried a camera, from when to when.
 *
 * @param source the system that says so
 * @param device the camera's serial number
 * @param person who carried it
 * @param time when, in true time
 */
public record Carried(String source, String device, String person, Window time) {}
