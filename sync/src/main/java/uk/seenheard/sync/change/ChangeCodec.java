package uk.seenheard.sync.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.codec.Utf8;

/**
 * Writes and reads the content of a change, the text that is hashed, stored and sent as it is.
 *
 * <p>Members that this version does not know are left in the text and passed on; they have no
 * effect here. The shapes stand in {@code sync/PROTOCOL.md}.
 */
public final class ChangeCodec {
  private final JsonReader reader;
  private final Digests digests;

  /** With the ports of this end. */
  public ChangeCodec(JsonReader reader, Digests digests) {
    this.reader = reader;
    this.digests = digests;
  }

  /** Writes a draft down, once and for all. */
  public Change write(Draft draft) {
    String content =
        Json.object()
            .put("v", 1)
            .put("incident", draft.incident())
            .put(
                "form",
                Json.object()
                    .put("id", draft.form().id())
                    .put("version", draft.form().version())
                    .build())
            .put("author", draft.author())
            .put("device", draft.device())
            .put("pass", draft.pass().hex())
            .put("wall", draft.wall())
            .put("boot", draft.boot())
            .put("elapsed", draft.elapsed())
            .put(
                "hlc",
                Json.list(List.of(Json.of(draft.hlc().millis()), Json.of(draft.hlc().counter()))))
            .put("ops", OperationCodec.writeAll(draft.ops()))
            .put("nonce", draft.nonce())
            .build()
            .canonical();
    return read(content)
        .fold(
            change -> change,
            nonsense -> {
              throw new IllegalArgumentException(nonsense.where() + ": " + nonsense.reason());
            });
  }

  /** Reads a content; never throws for what it holds. */
  public ChangeReading read(String content) {
    Hash hash = Hash.of(content, digests);
    Optional<String> incident = Optional.empty();
    try {
      if (Utf8.length(content) > Limits.CONTENT_BYTES) {
        throw new Fault(
            "content-bytes", "content", "is longer than " + Limits.CONTENT_BYTES + " bytes");
      }
      if (!(reader.read(content) instanceof Json.Obj object)) {
        throw new Fault("content", "is no JSON object");
      }
      incident = object.text("incident").filter(Identity::isUuid);
      return new ChangeReading.Sound(change(hash, content, object));
    } catch (Fault fault) {
      return new ChangeReading.Nonsense(hash, incident, fault.where, fault.reason, fault.limit);
    } catch (UnreadableJson unreadable) {
      return new ChangeReading.Nonsense(
          hash, incident, "content", reason(unreadable), unreadable.limit());
    }
  }

  /**
   * Reads one operation on its own.
   *
   * @param where how to call it in a complaint
   * @throws UnreadableOperation when it is none
   */
  public static Operation operation(Json.Obj raw, String where) {
    try {
      return OperationCodec.read(raw, where);
    } catch (Fault fault) {
      throw new UnreadableOperation(fault.where, fault.reason);
    }
  }

  private static String reason(UnreadableJson unreadable) {
    String message = unreadable.getMessage();
    return message == null ? "is no JSON" : message;
  }

  private static Change change(Hash hash, String content, Json.Obj object) {
    if (whole(object, "v") < 1) {
      throw new Fault("v", "is the content's version, 1 or above");
    }
    String nonce = id(object, "nonce");
    if (!Hex.is(nonce, 32)) {
      throw new Fault("nonce", "is 16 random bytes as 32 lower-case hexadecimal digits");
    }
    List<Operation> ops = operations(object);
    return new Change(
        hash,
        content,
        uuid(object, "incident"),
        form(object.object("form")),
        id(object, "author"),
        id(object, "device"),
        hash(object, "pass"),
        whole(object, "wall"),
        id(object, "boot"),
        natural(object, "elapsed"),
        hlc(object),
        ops,
        moved(object, ops.size()));
  }

  private static Optional<Moved> moved(Json.Obj object, int ops) {
    if (!object.get("moved").isPresent()) {
      return Optional.empty();
    }
    Json.Obj moved = object.object("moved");
    List<Integer> indices = new ArrayList<>();
    for (Json one : moved.items("ops")) {
      long index = one instanceof Json.Num number ? number.whole().orElse(-1L) : -1;
      long before = indices.isEmpty() ? -1 : indices.get(indices.size() - 1);
      if (index <= before || index >= Limits.OPERATIONS) {
        throw new Fault("moved.ops", "are the indices of its operations, ascending");
      }
      indices.add((int) index);
    }
    if (indices.size() != ops) {
      throw new Fault("moved.ops", "are as many as its operations");
    }
    return Optional.of(
        new Moved(uuid(moved, "incident"), hash(moved, "change"), indices, whole(moved, "at")));
  }

  private static FormRef form(Json.Obj form) {
    String id = form.text("id").orElseThrow(() -> new Fault("form.id", "is missing"));
    long version = form.whole("version").orElseThrow(() -> new Fault("form.version", "is missing"));
    if (id.length() > Limits.ID_CHARS) {
      throw new Fault("id-chars", "form.id", "has at most " + Limits.ID_CHARS + " characters");
    }
    if (version > Limits.FORM_VERSION) {
      throw new Fault("form-version", "form.version", "is at most " + Limits.FORM_VERSION);
    }
    if (id.isEmpty() || version < 1) {
      throw new Fault("form", "names a form and its version, 1 or above");
    }
    return new FormRef(id, (int) version);
  }

  private static Hlc hlc(Json.Obj object) {
    List<Json> parts = object.items("hlc");
    if (parts.size() == 2
        && parts.get(0) instanceof Json.Num millis
        && parts.get(1) instanceof Json.Num counter) {
      long at = millis.whole().orElse(-1L);
      long count = counter.whole().orElse(-1L);
      if (at >= 0 && count >= 0 && count <= Integer.MAX_VALUE) {
        return new Hlc(at, (int) count);
      }
    }
    throw new Fault("hlc", "is a list of milliseconds since 1970 and a counter");
  }

  private static List<Operation> operations(Json.Obj object) {
    List<Json> items = object.items("ops");
    if (items.isEmpty() || items.size() > Limits.OPERATIONS) {
      throw new Fault(
          items.isEmpty() ? "" : "operations",
          "ops",
          "is a list of 1 to " + Limits.OPERATIONS + " operations");
    }
    List<Operation> operations = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Json.Obj operation)) {
        throw new Fault("ops[" + i + "]", "is no object");
      }
      operations.add(OperationCodec.read(operation, "ops[" + i + "]"));
    }
    return operations;
  }

  private static String uuid(Json.Obj object, String name) {
    return object
        .text(name)
        .filter(Identity::isUuid)
        .orElseThrow(() -> new Fault(name, "is a UUID in lower case"));
  }

  private static String id(Json.Obj object, String name) {
    String id = object.text(name).orElse("");
    if (id.isEmpty() || id.length() > Limits.ID_CHARS) {
      throw new Fault(
          id.isEmpty() ? "" : "id-chars",
          name,
          "is a text of 1 to " + Limits.ID_CHARS + " characters");
    }
    return id;
  }

  private static Hash hash(Json.Obj object, String name) {
    return object
        .text(name)
        .filter(text -> Hex.is(text, 64))
        .map(Hash::new)
        .orElseThrow(() -> new Fault(name, "is a hash of 64 lower-case hexadecimal digits"));
  }

  private static long whole(Json.Obj object, String name) {
    return object.whole(name).orElseThrow(() -> new Fault(name, "is a whole number"));
  }

  private static long natural(Json.Obj object, String name) {
    long number = whole(object, name);
    if (number < 0) {
      throw new Fault(name, "is not below 0");
    }
    return number;
  }

  /** Carries a fault out of the depth of a content. */
  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String limit;
    private final String where;
    private final String reason;

    Fault(String where, String reason) {
      this("", where, reason);
    }

    Fault(String limit, String where, String reason) {
      super(where + ": " + reason, null, false, false);
      this.limit = limit;
      this.where = where;
      this.reason = reason;
    }
  }
}
