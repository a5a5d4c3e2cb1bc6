package uk.seenheard.officer.kernel;

import static uk.seenheard.officer.kernel.PublishedCases.text;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.prompt.Context;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.prompt.Prompts;

/** A worked case, written down step by step at this end, and where each prompt stands then. */
final class WorkedCase {
  private final ChangeCodec codec;
  private final Digests digests;

  WorkedCase(ChangeCodec codec, Digests digests) {
    this.codec = codec;
    this.digests = digests;
  }

  /**
   * The hashes of the changes that were written, and the prompts.
   *
   * @param given {@code case} as in its file, the {@code form} whole, the {@code incident}, the
   *     {@code pass}, the {@code boot} and the day ({@code today}) that it is written under
   */
  Json answer(Json.Obj given) {
    Form form = FormCodec.read(given.object("form"));
    Json.Obj written = given.object("case");
    long now = written.whole("now").orElseThrow();
    Fold fold = new Fold(text(given, "incident"), digests);
    List<String> ids = new ArrayList<>();
    for (Json step : written.items("steps")) {
      Change change =
          codec.write(draft(given, form, (Json.Obj) step, now + ids.size() + 1, ids.size() + 1));
      fold.add(change);
      ids.add(change.hash().hex());
    }
    List<Json> prompts = new ArrayList<>();
    for (PromptState prompt :
        Prompts.of(fold.record(), form, Context.at(now, text(given, "today")))) {
      prompts.add(prompt(prompt));
    }
    return Json.object().put("ids", Json.texts(ids)).put("prompts", Json.list(prompts)).build();
  }

  private Draft draft(Json.Obj given, Form form, Json.Obj step, long wall, int number) {
    List<Operation> ops = new ArrayList<>();
    for (Json op : step.items("ops")) {
      ops.add(ChangeCodec.operation((Json.Obj) op, "ops"));
    }
    String author = text(step, "author");
    return new Draft(
        text(given, "incident"),
        new FormRef(form.id(), form.version()),
        author,
        "device-" + author,
        new Hash(text(given, "pass")),
        wall,
        text(given, "boot"),
        number,
        new Hlc(wall, 0),
        ops,
        nonce(number));
  }

  /** The number of a step as the sixteen bytes that a case is written with. */
  private static String nonce(int number) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 4; i++) {
      bytes[15 - i] = (byte) (number >>> (8 * i));
    }
    return Hex.of(bytes);
  }

  private static Json prompt(PromptState prompt) {
    String status =
        prompt.status().<String>fold(open -> "open", settled -> "settled", excused -> "excused");
    return Json.object()
        .put("prompt", prompt.prompt())
        .put("finding", prompt.finding())
        .put("subject", prompt.subject().map(FieldPath::text).orElse(""))
        .put("status", status)
        .put("blocks", prompt.blocksAuthorisation())
        .build();
  }
}
