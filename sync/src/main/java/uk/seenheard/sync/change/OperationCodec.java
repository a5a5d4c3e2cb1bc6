package uk.seenheard.sync.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.ChangeCodec.Fault;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

/** Writes and reads one operation of a change. */
final class OperationCodec {
  private OperationCodec() {}

  static Json.Arr writeAll(List<Operation> operations) {
    List<Json> written = new ArrayList<>();
    for (Operation operation : operations) {
      written.add(write(operation));
    }
    return Json.list(written);
  }

  private static Json.Obj write(Operation operation) {
    if (operation instanceof Operation.SetField set) {
      Json.Builder out = Json.object().put("op", "set").put("at", set.at().text());
      out.put("value", set.value()).put("reason", set.reason());
      if (set.evidence()) {
        out.put("evidence", true);
      }
      return over(out, set.over()).build();
    } else if (operation instanceof Operation.AddEntry add) {
      Json.Builder out = Json.object().put("op", "add").put("at", add.at().text());
      if (!add.value().members().isEmpty()) {
        out.put("value", add.value());
      }
      return out.build();
    } else if (operation instanceof Operation.StrikeEntry strike) {
      Json.Builder out = Json.object().put("op", "strike").put("at", strike.at().text());
      out.put("reason", strike.reason()).put("frontier", strike.frontier().hex());
      return over(out, strike.over()).build();
    } else if (operation instanceof Operation.Act act) {
      Json.Builder out = Json.object().put("op", "act").put("act", act.act());
      out.put("about", act.about().map(FieldPath::text)).put("frontier", act.frontier().hex());
      if (!act.with().members().isEmpty()) {
        out.put("with", act.with());
      }
      return over(out, act.over()).build();
    } else if (operation instanceof Operation.Unknown unknown) {
      return unknown.raw();
    }
    throw new IllegalStateException("an operation without a text");
  }

  private static Json.Builder over(Json.Builder out, List<OperationId> over) {
    if (!over.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (OperationId id : over) {
        names.add(id.toString());
      }
      out.put("over", Json.texts(names));
    }
    return out;
  }

  static Operation read(Json.Obj raw, String where) {
    String kind = raw.text("op").orElseThrow(() -> new Fault(where + ".op", "is missing"));
    return switch (kind) {
      case "set" ->
          new Operation.SetField(
              path(raw, "at", where, false),
              raw.get("value").orElseThrow(() -> new Fault(where + ".value", "is missing")),
              over(raw, where),
              optionalReason(raw, where),
              flag(raw, "evidence", where));
      case "add" ->
          new Operation.AddEntry(path(raw, "at", where, true), object(raw, "value", where));
      case "strike" ->
          new Operation.StrikeEntry(
              path(raw, "at", where, true),
              optionalReason(raw, where)
                  .orElseThrow(() -> new Fault(where + ".reason", "is missing")),
              over(raw, where),
              frontier(raw, where));
      case "act" ->
          new Operation.Act(
              act(raw, where),
              raw.get("about").isPresent()
                  ? Optional.of(anyPath(raw, "about", where))
                  : Optional.empty(),
              object(raw, "with", where),
              over(raw, where),
              frontier(raw, where));
      default -> new Operation.Unknown(raw);
    };
  }

  private static String act(Json.Obj raw, String where) {
    String act = raw.text("act").orElse("");
    if (act.isEmpty() || act.length() > Limits.ID_CHARS) {
      throw new Fault(act.isEmpty() ? "" : "id-chars", where + ".act", "names no act");
    }
    return act;
  }

  private static FieldPath path(Json.Obj raw, String name, String where, boolean entry) {
    FieldPath path = anyPath(raw, name, where);
    if (path.isEntry() != entry) {
      throw new Fault(where + '.' + name, entry ? "names no entry" : "names no field");
    }
    return path;
  }

  private static FieldPath anyPath(Json.Obj raw, String name, String where) {
    String text = raw.text(name).orElseThrow(() -> new Fault(where + '.' + name, "is missing"));
    FieldPath.fault(text)
        .ifPresent(
            fault -> {
              throw new Fault(FieldPath.limit(text), where + '.' + name, fault);
            });
    return new FieldPath(text);
  }

  private static Hash frontier(Json.Obj raw, String where) {
    return raw.text("frontier")
        .filter(text -> Hex.is(text, 64))
        .map(Hash::new)
        .orElseThrow(() -> new Fault(where + ".frontier", "is a hash of 64 hexadecimal digits"));
  }

  /**
   * A member of another type than the page's is a fault, never read as absent: what a person said
   * there would be kept, but shown to nobody.
   */
  private static Json.Obj object(Json.Obj raw, String name, String where) {
    Json value = raw.get(name).orElse(Json.EMPTY);
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new Fault(where + '.' + name, "is no object");
  }

  private static boolean flag(Json.Obj raw, String name, String where) {
    Json value = raw.get(name).orElse(Json.FALSE);
    if (value instanceof Json.Bool flag) {
      return flag.value();
    }
    throw new Fault(where + '.' + name, "is neither true nor false");
  }

  private static Optional<String> optionalReason(Json.Obj raw, String where) {
    if (raw.get("reason").isPresent() && !raw.text("reason").isPresent()) {
      throw new Fault(where + ".reason", "is no text");
    }
    Optional<String> reason = raw.text("reason").filter(text -> !text.trim().isEmpty());
    if (reason.isPresent() && reason.get().length() > Limits.REASON_CHARS) {
      throw new Fault(
          "reason-chars",
          where + ".reason",
          "is longer than " + Limits.REASON_CHARS + " characters");
    }
    return reason;
  }

  private static List<OperationId> over(Json.Obj raw, String where) {
    List<Json> items = raw.items("over");
    if (raw.get("over").isPresent() && !(raw.get("over").get() instanceof Json.Arr)) {
      throw new Fault(where + ".over", "is no list");
    }
    if (items.size() > Limits.OVER) {
      throw new Fault("over", where + ".over", "names more than " + Limits.OVER + " operations");
    }
    List<OperationId> over = new ArrayList<>(items.size());
    for (Json item : items) {
      over.add(
          Optional.of(item)
              .filter(Json.Text.class::isInstance)
              .flatMap(text -> OperationId.parse(((Json.Text) text).value()))
              .orElseThrow(
                  () -> new Fault(where + ".over", "names something else than hash:index")));
    }
    return over;
  }
}
