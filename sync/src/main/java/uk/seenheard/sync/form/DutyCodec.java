package uk.seenheard.sync.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.logic.JsonLogic;

/** Reads the duties of a form. */
final class DutyCodec {
  private static final String SETTLED_BY = "settledBy";

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
    Vouched settledBy = settledBy(at, item);
    Optional<DutyRule.Further> told = further(at, item, Vouched.TOLD);
    Optional<DutyRule.Further> confirmed = further(at, item, Vouched.CONFIRMED);
    if ((settledBy == Vouched.TOLD && !told.isPresent())
        || (settledBy == Vouched.CONFIRMED && !confirmed.isPresent())) {
      throw at.bad(SETTLED_BY, "says \"" + settledBy.word() + "\", and nothing says when it is");
    }
    return new DutyRule(
        FormCodec.text(at, item, "id"),
        FormCodec.text(at, item, "finding"),
        FormCodec.text(at, item, "each"),
        Wording.of(FormCodec.text(at, item, "title")),
        logic(at, item, "when"),
        from,
        item.text("earliest"),
        within,
        logic(at, item, "every"),
        item.isTrue("keeps"),
        moved(at, item),
        deadline,
        item.text("until"),
        item.whole("warn").orElse(0L),
        new DutyRule.Done(
            done.text("field"),
            done.text("entry"),
            done.object("with"),
            done.text("at"),
            logic(at, done, "counts")),
        settledBy,
        told,
        confirmed,
        item.text("prompt"),
        SourceCodec.source(at, item, sources));
  }

  /** Forms from before the three words say nothing: what was written settled. */
  private static Vouched settledBy(FormCodec.Place at, Json.Obj item) {
    String word = item.text(SETTLED_BY).orElse(Vouched.WRITTEN.word());
    return Vouched.of(word)
        .orElseThrow(() -> at.bad(SETTLED_BY, "is written, told or confirmed, not " + word));
  }

  private static Optional<DutyRule.Moved> moved(FormCodec.Place at, Json.Obj item) {
    if (!item.get("moved").isPresent()) {
      return Optional.empty();
    }
    Json.Obj moved = item.object("moved");
    return Optional.of(
        new DutyRule.Moved(
            FormCodec.text(at, moved, "entry"),
            FormCodec.text(at, moved, "at"),
            FormCodec.text(at, moved, "to"),
            logic(at, moved, "counts")));
  }

  private static Optional<DutyRule.Further> further(
      FormCodec.Place at, Json.Obj item, Vouched word) {
    if (!item.get(word.word()).isPresent()) {
      return Optional.empty();
    }
    Json.Obj further = item.object(word.word());
    JsonLogic when =
        logic(at, further, "when")
            .orElseThrow(() -> at.bad(word.word(), "no condition says when it is"));
    return Optional.of(new DutyRule.Further(when, FormCodec.text(at, further, "at")));
  }

  private static Optional<JsonLogic> logic(FormCodec.Place at, Json.Obj item, String member) {
    return item.get(member).map(rule -> FormCodec.logic(at, member, rule));
  }
}
