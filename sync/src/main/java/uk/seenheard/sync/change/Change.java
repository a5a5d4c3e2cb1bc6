package uk.seenheard.sync.change;

import java.util.List;
import java.util.Optional;

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
 * @param moved where it stood before it was moved here, or empty for what was written here
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
    List<Operation> ops,
    Optional<Moved> moved) {

  /** Copies the list. */
  public Change {
    ops = List.copyOf(ops);
  }

  /** What was written where it stands. */
  public Change(
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
    this(
        hash,
        content,
        incident,
        form,
        author,
        device,
        pass,
        wall,
        boot,
        elapsed,
        hlc,
        ops,
        Optional.empty());
  }

  /** The name of one of this change's operations: the one it was written under. */
  public OperationId id(int index) {
    return moved.isPresent()
        ? new OperationId(moved.get().change(), moved.get().ops().get(index))
        : carrier(index);
  }

  /** The name of what carries one of this change's operations: this change, here. */
  public OperationId carrier(int index) {
    return new OperationId(hash, index);
  }
}
