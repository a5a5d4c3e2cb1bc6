package uk.seenheard.sync.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.logic.JsonLogic;

/** Reads the duties of a form. */
final class DutyCodec {
  private DutyCodec() {}

  static DutyRule duty(FormCodec.Place at, Json.Obj item, Map<String, Source> sources) {
    List<String> from = new ArrayList<>();
    for (Json path : item.items("from")) {
      from.add(path instanceof Json.Text text ? text.value() : "");
    }
    Optional<String> deadline = item.text("deadline");
    if (from.isEmpty() != deadline.isPresent()) {
      throw at.bad("from", "a duty counts from moments or has a deadline that is given");
    }
    Json.Obj done = item.object("done");
    if (done.text("field").isPresent() == done.text("entry").isPresent()) {
      throw at.bad("done", "a duty is settled by a field or by an entry");
    }
    Optional<JsonLogic> within = logic(at, item, "within");
    if (deadline.isPresent() == within.isPresent()) {
      throw at.bad("within", "minutes from the moment are missing, or stand beside a deadline");
    }
    return new DutyRule(
        FormCodec.text(at, item, "id"),
        FormCodec.text(at, item, "finding"),
        FormCodec.text(at, item, "each"),
        Wording.of(FormCodec.text(at, item, "title")),
        logic(at, item, "when"),
        from,
        within,
        logic(at, item, "every"),
        deadline,
        item.text("until"),
        item.whole("warn").orElse(0L),
        new DutyRule.Done(
            done.text("field"),
            done.text("entry"),
            done.object("with"),
            done.text("at"),
            logic(at, done, "counts")),
        item.text("prompt"),
        SourceCodec.source(at, item, sources));
  }

  private static Optional<JsonLogic> logic(FormCodec.Place at, Json.Obj item, String member) {
    return item.get(member).map(rule -> FormCodec.logic(at, member, rule));
  }
}
