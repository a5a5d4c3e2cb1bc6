package uk.seenheard.handset.jvm.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;

/**
 * Whom the invented force tells: a hub and a school whose systems answer by the documented
 * interface, another school whose mail never arrives, a health visitors' portal into which the
 * triage desk types, and a records system that knows a code too few.
 */
public final class Partners {
  /** Since when the force's notices leave by the server; what was before went by mail. */
  private static final Duration SINCE = Duration.ofDays(32);

  private static final String HUB = "hub";
  private static final String SCHOOL = "hill";
  private static final String TRIAGE = "triage1";
  private static final String RECORDS = "records";

  private final Desk desk;
  private final long from;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, Long> cursors = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private int answered;
  private Optional<String> dismissed = Optional.empty();

  Partners(Desk desk, Instant from) {
    this.desk = desk;
    this.from = from.toEpochMilli();
  }

  /**
   * The directory of the invented force, written beside its store unless it is there already.
   *
   * @param fresh whether the force's past is still to be played
   */
  public static Path directory(Path folder, boolean fresh) throws IOException {
    Path file = folder.resolve("referrals.json");
    if (!Files.exists(file)) {
      Instant from = fresh ? since() : Instant.now();
      Files.createDirectories(folder);
      Files.write(
          file,
          text("referrals.json")
              .replace("{from}", from.toString())
              .getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** Since when notices leave by the server. */
  static Instant since() {
    return Instant.ofEpochMilli(System.currentTimeMillis() - SINCE.toMillis());
  }

  private static String text(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    try (InputStream in = Objects.requireNonNull(Partners.class.getResourceAsStream(name), name);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      int read = reader.read();
      while (read >= 0) {
        text.append((char) read);
        read = reader.read();
      }
    }
    return text.toString();
  }

  /** Those who have systems look for what was sent, and answer. */
  void round(long now) {
    if (now < from) {
      return;
    }
    for (Json item : fresh(HUB)) {
      hub((Json.Obj) item, now);
    }
    for (Json item : fresh(SCHOOL)) {
      say(SCHOOL, (Json.Obj) item, now, receipt("delivered"), "Mr Adeyemi, safeguarding lead");
    }
  }

  private Iterable<Json> fresh(String recipient) {
    Json.Obj page =
        ask(recipient, "feeds/referrals?cursor=" + cursors.getOrDefault(recipient, 0L), Json.NULL);
    page.whole("cursor").ifPresent(cursor -> cursors.put(recipient, cursor));
    return page.items("notices");
  }

  /** Of five one is decided, one taken on, one dismissed, one only received, one not answered. */
  private void hub(Json.Obj notice, long now) {
    if (!keys.add(notice.text("key").orElse(""))) {
      return;
    }
    switch (answered++ % 5) {
      case 0:
        says(
            notice,
            now,
            receipt("decided").put("code", "assessment").put("words", "We visit in two days."));
        break;
      case 1:
        says(notice, now, receipt("acknowledged").put("reference", "CSC-" + (2_290 + answered)));
        break;
      case 2:
        dismissed = notice.text("referral");
        says(
            notice,
            now,
            receipt("decided")
                .put("code", "no-further-action")
                .put("words", "Below our threshold."));
        break;
      case 3:
        says(notice, now, receipt("delivered"));
        break;
      default:
        break;
    }
  }

  private void says(Json.Obj notice, long now, Json.Builder receipt) {
    say(HUB, notice, now, receipt, "Ms Roe, duty social worker");
  }

  private static Json.Builder receipt(String state) {
    return Json.object().put("state", state);
  }

  private void say(String who, Json.Obj notice, long now, Json.Builder receipt, String by) {
    ask(
        who,
        "referrals/" + notice.text("referral").orElse("") + "/receipts",
        receipt.put("key", notice.text("key")).put("at", now).put("by", by).build());
  }

  /** What people do about it in the end, and what the records system does not take. */
  void end(long now) {
    dismissed.ifPresent(
        referral ->
            ask(
                TRIAGE,
                "referrals/" + referral + "/challenge",
                Json.object()
                    .put("level", 1)
                    .put("why", "What the child said is not mentioned in the answer")
                    .build()));
    boolean typed = false;
    for (Json item : ask(TRIAGE, "referrals", Json.NULL).items("referrals")) {
      Json.Obj line = (Json.Obj) item;
      if (!typed
          && line.items("recipients").contains(Json.of("health"))
          && line.items("sent").isEmpty()) {
        typed = true;
        ask(
            TRIAGE,
            "referrals/" + line.text("referral").orElse("") + "/receipts",
            receipt("delivered")
                .put("at", now)
                .put("by", "Sr. Okonkwo, health visitor on duty")
                .put("recipient", "health")
                .put("channel", "portal")
                .build());
      }
    }
    for (Json item :
        ask(RECORDS, "records/revisions?from=1&limit=1", Json.NULL).items("revisions")) {
      Json.Obj revision = (Json.Obj) item;
      Json.Obj rejected =
          Json.object()
              .put("n", revision.whole("n").orElse(0L))
              .put("incident", revision.text("incident"))
              .put("outcome", "rejected")
              .put("path", "record/fields/form")
              .put("code", "unknown-code")
              .put("words", "No such code here.")
              .build();
      ask(
          RECORDS,
          "records/outcomes",
          Json.object().put("outcomes", Json.list(List.of(rejected))).build());
    }
  }

  /** Whoever's login ended, as the weeks go by, signs in again. */
  private Json.Obj ask(String who, String path, Json body) {
    String token = tokens.computeIfAbsent(who, desk::signIn);
    Json.Obj answer = desk.ask(token, path, body);
    if (!answer.whole("status").equals(Optional.of(401L))) {
      return answer;
    }
    String again = desk.signIn(who);
    tokens.put(who, again);
    return desk.ask(again, path, body);
  }
}
