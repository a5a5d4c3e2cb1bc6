package uk.seenheard.sync;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JacksonJsonReader;
import uk.seenheard.sync.codec.JdkDigests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/** Writes changes for tests, as one person on one device whose clock ticks once for each. */
public final class Pen {
  public static final Digests DIGESTS = new JdkDigests();
  public static final JsonReader READER = new JacksonJsonReader();
  public static final ChangeCodec CODEC = new ChangeCodec(READER, DIGESTS);
  public static final String INCIDENT = "0190a000-0000-7000-8000-000000000001";
  public static final Hash FRONTIER = Hash.of("a frontier", DIGESTS);

  private final String author;
  private final String device;
  private String incident = INCIDENT;
  private long wall = 1_790_000_000_000L;
  private int written;

  public Pen(String author) {
    this(author, "device-of-" + author);
  }

  public Pen(String author, String device) {
    this.author = author;
    this.device = device;
  }

  /** The same person and device, writing to another incident. */
  public Pen in(String otherIncident) {
    Pen pen = new Pen(author, device);
    pen.incident = otherIncident;
    return pen;
  }

  /** Sets the device's clock. */
  public Pen at(long millis) {
    wall = millis;
    return this;
  }

  public Change write(Operation... ops) {
    return CODEC.write(draft(ops));
  }

  public Draft draft(Operation... ops) {
    written++;
    wall++;
    return new Draft(
        incident,
        new FormRef("domestic-abuse", 1),
        author,
        device,
        Hash.of("pass of " + author, DIGESTS),
        wall,
        "boot-1",
        written,
        new Hlc(Math.max(0, wall), 0),
        List.of(ops),
        DIGESTS.sha256Hex(author + device + incident + written).substring(0, 32));
  }

  public static Operation set(String at, Json value, OperationId... over) {
    return new Operation.SetField(new FieldPath(at), value, List.of(over), Optional.empty(), false);
  }

  public static Operation set(String at, String value, OperationId... over) {
    return set(at, Json.of(value), over);
  }

  public static Operation setBecause(String reason, String at, String value, OperationId... over) {
    return new Operation.SetField(
        new FieldPath(at), Json.of(value), List.of(over), Optional.of(reason), false);
  }

  public static Operation evidence(String at, String value, OperationId... over) {
    return new Operation.SetField(
        new FieldPath(at), Json.of(value), List.of(over), Optional.empty(), true);
  }

  public static Operation add(String at) {
    return add(at, Json.EMPTY);
  }

  public static Operation add(String at, Json.Obj value) {
    return new Operation.AddEntry(new FieldPath(at), value);
  }

  public static Operation strike(String at, OperationId... over) {
    return new Operation.StrikeEntry(new FieldPath(at), "entered twice", List.of(over), FRONTIER);
  }

  public static Operation act(String act, OperationId... over) {
    return act(act, Json.EMPTY, over);
  }

  public static Operation act(String act, Json.Obj with, OperationId... over) {
    return new Operation.Act(act, Optional.empty(), with, List.of(over), FRONTIER);
  }

  public static Operation join(String one, String other) {
    return new Operation.Act(
        "same-as",
        Optional.of(new FieldPath(one)),
        Json.object().put("entry", other).put("reason", "same birthday").build(),
        List.of(),
        FRONTIER);
  }
}
