package uk.seenheard.handset.jvm.seed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import uk.seenheard.handset.core.CameraAnswer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.log.LogStore;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.device.UkDay;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.codec.Json;

/**
 * Twelve weeks of an invented force: sixty stories recorded by real handsets, in the order in which
 * they happened, at a server whose clock goes with them.
 */
public final class Season {
  /** The day before the first story. */
  public static final int DAYS = 85;

  private static final int QUICK = 14;
  private static final int PART = 80;
  private static final int ALL = 400;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final String INSPECTOR = "insp71";
  private static final int NOTES = 3;

  /** What was to be done after something that lies longer back is done. */
  private static final int GOING_ON_DAYS = 12;

  /** The forms that are filled in over hours, until the child is back, out or placed. */
  private static final List<String> LONG =
      List.of("missing-child", "police-protection", "child-in-custody");

  private final String server;
  private final PastClock clock;
  private final Desk desk;
  private final Optional<Partners> partners;
  private final Map<String, Kit> handsets = new ConcurrentHashMap<>();
  private volatile List<Row> forms = List.of();
  private final Map<String, String[]> book;
  private final Timeline timeline;
  private final Map<String, Integer> fates = Collections.synchronizedMap(new TreeMap<>());

  /** What says of a child that the form is about them. */
  private static final Map<String, String> ABOUT =
      Map.of(
          "child-exploitation", "atRisk",
          "child-protection-enquiry", "subject",
          "risk-person-visit", "contact");

  private Season(
      String server,
      Consumer<Optional<Instant>> serverClock,
      Map<String, String[]> book,
      boolean delivers) {
    this.server = server;
    this.clock = new PastClock(begins().toEpochMilli());
    this.desk = new Desk(server);
    this.book = book;
    this.partners = delivers ? Optional.of(new Partners(desk, Partners.since())) : Optional.empty();
    this.timeline =
        new Timeline(clock, serverClock, now -> partners.ifPresent(one -> one.round(now)));
  }

  /** When the first of it happened, by which the server's clock begins. */
  public static Instant begins() {
    return Instant.now().minus(Duration.ofDays(DAYS));
  }

  /**
   * Plays the stories, as many as are wanted, and leaves the server at the present.
   *
   * @param serverClock sets the server's clock, and with no moment lets it go with the machine's
   * @param delivers whether the server has the {@link Partners} in its directory, who answer then
   * @return how many of each fate
   */
  public static Map<String, Integer> play(
      String server, int most, Consumer<Optional<Instant>> serverClock, boolean delivers)
      throws IOException {
    Map<String, String[]> book = new HashMap<>();
    for (String line : lines("answers.txt")) {
      int equals = line.indexOf('=');
      book.put(
          line.substring(0, equals).trim(), line.substring(equals + 1).trim().split(" \\| ", -1));
    }
    List<Story> stories = new ArrayList<>();
    for (String line : lines("stories.txt")) {
      stories.add(Story.read(line));
    }
    Season season = new Season(server, serverClock, book, delivers);
    try {
      for (int i = 0; i < stories.size() && i < most; i++) {
        // Few are to show every form: so they are taken evenly.
        int number = i * stories.size() / Math.min(most, stories.size());
        season.plan(stories.get(number), number);
      }
      season.cameras();
      season.timeline.run();
      season.partners.ifPresent(one -> one.end(season.clock.wall()));
    } finally {
      season.handsets.values().forEach(kit -> kit.handset().close());
      serverClock.accept(Optional.empty());
    }
    return new TreeMap<>(season.fates);
  }

  private static List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Season.class.getResourceAsStream(name), name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        if (!line.trim().isEmpty() && !line.startsWith("#")) {
          lines.add(line);
        }
        line = reader.readLine();
      }
    }
    return lines;
  }

  private void plan(Story story, int number) {
    LocalDate day = LocalDate.now(UkDay.ZONE).minusDays(story.days());
    long at =
        day.atTime(LocalTime.parse(story.time())).atZone(UkDay.ZONE).toInstant().toEpochMilli();
    // What would still lie ahead this evening happened in the last two hours, one after the other:
    // handed in since, and not late yet.
    long began = Math.min(at, System.currentTimeMillis() - (60 + number * 11L % 50) * MINUTE);
    int written = LONG.contains(story.form()) ? 300 : 40;
    timeline.at(
        began + written * MINUTE, team(story.officer()), () -> record(story, number, began));
  }

  /** The last evening, two hours and a half ago at the latest. */
  private void cameras() {
    long began = System.currentTimeMillis() - 150 * MINUTE;
    String reference =
        Instant.ofEpochMilli(began).atZone(UkDay.ZONE).toLocalDate().toString().replace("-", "")
            + "-0999";
    new CameraNight(this::handset, desk, began, reference).plan(timeline::exactly);
  }

  private void record(Story story, int number, long began) {
    String reference =
        String.format(
            Locale.ROOT,
            "%s-%04d",
            Instant.ofEpochMilli(began)
                .atZone(UkDay.ZONE)
                .toLocalDate()
                .toString()
                .replace("-", ""),
            101 + number * 13);
    Handset handset = handset(story.officer());
    Filling filling = new Filling(handset, book, story, number, began);
    String incident = filling.begin(reference);
    Story.Fate fate = story.fate();
    if (story.form().equals("police-protection")) {
      filling.firstChild("protected", "yes");
      filling.firstChild("protectedAt", filling.moment(25));
    }
    String about = ABOUT.get(story.form());
    if (about != null) {
      filling.firstChild(about, "yes");
    }
    filling.fill(fate == Story.Fate.RECORDING ? QUICK : fate.isWhole() ? ALL : PART);
    if (fate.isWhole()) {
      filling.excuse();
    }
    if (fate == Story.Fate.CONTRADICTED) {
      contradict(story, number, began, reference, filling);
    }
    if (fate != Story.Fate.RECORDING) {
      handset.camera(incident, new CameraAnswer("all", Optional.empty(), Optional.of("yes")));
      handset.submit(incident);
    }
    handset.sync();
    fates.merge(story.form() + " " + fate, 1, Integer::sum);
    int team = team(story.officer());
    long decided = clock.wall() + (3L + story.days() % 9) * 60 * MINUTE;
    if (decided < System.currentTimeMillis() && fate.isDecided()) {
      timeline.at(decided, team, () -> decide(story, incident, filling));
    }
    if (fate == Story.Fate.QUARANTINED) {
      timeline.at(decided, team, () -> leave(story, filling));
    }
  }

  /** An officer leaves the force, and the handset sends what was written after that. */
  private void leave(Story story, Filling filling) {
    desk.withdraw(desk.signIn(INSPECTOR), story.officer(), "Left the force");
    Kit kit = handsets.get(story.officer());
    if (kit != null) {
      Handset handset = kit.handset();
      handset.offline(true);
      filling.answer("account", Json.of("That somebody else had been there before us"));
      handset.offline(false);
      handset.sync();
    }
  }

  /** What an officer adds when the incident is back, or long out. */
  private void later(Story story, String incident, Filling filling) {
    Handset handset = handset(story.officer());
    handset.sync();
    boolean old = story.days() > GOING_ON_DAYS;
    if (story.fate() == Story.Fate.RESUBMITTED) {
      filling.fill(old ? ALL : QUICK);
    } else {
      filling.answer("account", Json.of("Said on the next day that the door had been locked"));
    }
    if (old) {
      filling.excuse();
    }
    handset.submit(incident);
    handset.sync();
    if (old) {
      // Nobody left it lying for weeks: it went out on the same day.
      timeline.at(
          clock.wall() + 3 * 60 * MINUTE,
          team(story.officer()),
          () -> {
            String token = desk.signIn(sergeant(story.officer()));
            if (!authorised(token, desk.incident(token, incident), story)) {
              authorisedOnceMore(token, story, incident, filling);
            }
          });
    }
  }

  /** A colleague of the same team saw it otherwise, without signal, at the same time. */
  private void contradict(Story story, int number, long began, String reference, Filling filling) {
    filling.firstChild("safe", "yes");
    String colleague = colleague(story.officer());
    Handset other = handset(colleague);
    Story seen =
        new Story(
            story.days(),
            story.time(),
            story.form(),
            colleague,
            story.fate(),
            story.place(),
            List.of(),
            story.children());
    Filling second = new Filling(other, book, seen, number + 1, began);
    second.begin(reference);
    second.answer("childrenLiving", Json.of((long) story.children().size() + 1));
    second.answer("domesticToo", Json.of("yes"));
    filling.answer("domesticToo", Json.of("no"));
    other.sync();
  }

  private void decide(Story story, String incident, Filling filling) {
    if (story.fate() == Story.Fate.ERASED) {
      desk.erase(desk.signIn(INSPECTOR), incident);
      return;
    }
    String sergeant = sergeant(story.officer());
    String token = desk.signIn(sergeant);
    Json.Obj seen = desk.incident(token, incident);
    long later = clock.wall() + DAY;
    if (later < System.currentTimeMillis()
        && (story.fate() == Story.Fate.RESUBMITTED || story.fate() == Story.Fate.CHANGED)) {
      timeline.at(later, team(story.officer()), () -> later(story, incident, filling));
    }
    if (!story.fate().goesOut()) {
      List<Json> notes = new ArrayList<>();
      for (Json item : seen.items("prompts")) {
        if (item instanceof Json.Obj prompt
            && prompt.isTrue("blocks")
            && notes.size() < NOTES
            && prompt.text("status").equals(Optional.of("open"))) {
          Json.Builder note =
              Json.object()
                  .put("words", "Please answer: " + prompt.text("question").orElse(""))
                  .put("prompt", prompt.text("prompt").orElse(""));
          prompt.text("subject").filter(at -> !at.isEmpty()).ifPresent(at -> note.put("about", at));
          notes.add(note.build());
        }
      }
      Json with =
          notes.isEmpty()
              ? Json.object().put("note", "Please say what happens next.").build()
              : Json.object().put("notes", Json.list(notes)).build();
      desk.decide(
          token,
          seen,
          Json.object().put("op", "act").put("act", "return").put("with", with).build());
    } else if (!authorised(token, seen, story)
        && !authorisedOnceMore(token, story, incident, filling)) {
      // An honest force has some that cannot go out yet: it stands as it was submitted.
      fates.computeIfPresent(
          story.form() + " " + story.fate(), (fate, count) -> count > 1 ? count - 1 : null);
      fates.merge(story.form() + " " + Story.Fate.SUBMITTED, 1, Integer::sum);
    }
  }

  private boolean authorised(String token, Json.Obj seen, Story story) {
    Optional<String> doneAt =
        story.days() > GOING_ON_DAYS
            ? Optional.of(Instant.ofEpochMilli(clock.wall() / MINUTE * MINUTE).toString())
            : Optional.empty();
    return desk.decide(
        token,
        desk.acceptReasons(token, seen, doneAt),
        Json.object().put("op", "act").put("act", "authorise").build());
  }

  /**
   * What came up since it was handed in, such as an alert, is answered for, and it is read again.
   */
  private boolean authorisedOnceMore(String token, Story story, String incident, Filling filling) {
    Handset handset = handset(story.officer());
    handset.sync();
    filling.excuse();
    handset.submit(incident);
    handset.sync();
    return authorised(token, desk.incident(token, incident), story);
  }

  private static int team(String officer) {
    return (Integer.parseInt(officer.substring(2)) - 1201) / 3;
  }

  /** Officers stand three to a team, and each team has its sergeant, in the order of the roster. */
  private static String sergeant(String officer) {
    return "ps" + (401 + team(officer));
  }

  private static String colleague(String officer) {
    int place = Integer.parseInt(officer.substring(2)) - 1201;
    return "pc" + (1201 + place / 3 * 3 + (place + 1) % 3);
  }

  /** An officer's handset, who signs in again for each shift. */
  private Handset handset(String officer) {
    Kit kit = handsets.computeIfAbsent(officer, unused -> fresh());
    kit.handset()
        .signIn(officer, Optional.empty())
        .ifPresent(
            wrong -> {
              throw new IllegalStateException(officer + " cannot sign in: " + wrong);
            });
    if (forms.isEmpty()) {
      forms = kit.store().read(rows -> rows.scan(Space.FORM, "", "", Rows.MAX_ROWS));
    }
    return kit.handset();
  }

  /** A handset, and where it keeps everything. */
  private record Kit(Handset handset, Store store) {}

  private Kit fresh() {
    Store store = LogStore.open(new MemoryFile(), new MemoryFile(), () -> {});
    // A force hands its handsets out with the forms on them: each asks for those that are newer.
    store.change(rows -> forms.forEach(form -> rows.put(Space.FORM, form.key(), form.value())));
    HandsetPorts ports = JvmPorts.with(clock, new SecureChance());
    return new Kit(
        Handset.open(
            store,
            // It is gone with the process: what its passphrase costs would guard nothing.
            Passphrase.wrapFor(store, "gone with the process".toCharArray(), 1, ports),
            ports,
            new OkHttpTransport(server, ports.json()),
            millis -> true),
        store);
  }
}
