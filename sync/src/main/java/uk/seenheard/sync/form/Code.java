package uk.seenheard.sync.form;

/**
 * One answer of a code list.
 *
 * @param words whether the code says nothing without words of one's own ("other")
 */
public record Code(String code, String label, boolean words) {}
