package uk.seenheard.sync.change;

import java.util.List;

/**
 * One thing that happened to one incident, made by one person on one device, never edited.
 *
 * @param hash SHA-256 of the content's UTF-8 bytes
 * @param content the text exactly as its author wrote and hashed it; nobody re-serialises it
 * @param incident UUID of the incident
 * @param form form and version that the author saw
 * @param author the person, as the shift pass names them
 * @param device the device it was made on, as the shift pass names it
 * @param pass hash of the shift pass (or of the token, for review acts) that proves the author
 * @param wall the device's own clock, milliseconds since 1970: it may be wrong by years
 * @param boot an id of the device's start, within which {@code elapsed} grows
 * @param elapsed monotonic milliseconds since that start
 * @param hlc display order, nothing else
 * @param ops what changed, all or nothing
 */
public record Change(
    Hash hash,
    String content,
    String incident,
    FormRef form,
    String author,
    String device,
    Hash pass,
    long wall,
    String boot,
    long elapsed,
    Hlc hlc,
    List<Operation> ops) {

  /** Copies the list. */
  public Change {
    ops = List.copyOf(ops);
  }

  /** The name of one of this change's operations. */
  public OperationId id(int index) {
    return new OperationId(hash, index);
  }
}
