package uk.seenheard.sync.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.footage.Candidate.Certainty;

/**
 * A thousand shifts whose true times are known: jobs close to each other, recordings of jobs and of
 * nothing, cameras up to a quarter of an hour wrong, half of them without anybody knowing, cameras
 * that change hands, handsets up to two minutes wrong.
 */
class RandomShiftsTest {
  private static final int SHIFTS = 1_000;
  private static final long MINUTE = 60_000;
  private static final long HANDSET = 2 * MINUTE;
  private static final long CAMERA = 15 * MINUTE;
  private static final FootagePolicy POLICY = FootagePolicy.USUAL;
  private static final FieldPath STATEMENT = new FieldPath("statement/0190a5c0");

  /** What a shift really was. */
  private static final class Truth {
    final List<Attended> attended = new ArrayList<>();
    final List<Carried> carried = new ArrayList<>();
    final List<Clip> clips = new ArrayList<>();
    final List<FootageLink> links = new ArrayList<>();
    final Map<String, Window> shows = new HashMap<>();
    final Map<String, String> wearer = new HashMap<>();
  }

  /** Statements, the pins that they got, and how many of these lie where they say. */
  private static final class Pins {
    int statements;
    int all;
    int within;
  }

  private static long within(Random random, long most) {
    return (long) ((random.nextDouble() * 2 - 1) * most);
  }

  private static Truth shift(Random random) {
    Truth truth = new Truth();
    for (String person : List.of("one", "two")) {
      long offset = within(random, CAMERA);
      boolean measured = random.nextBoolean();
      boolean badged = random.nextBoolean();
      String device = "X-" + person;
      long time = 1_795_000_000_000L + within(random, 30 * MINUTE);
      long began = time;
      int jobs = 3 + random.nextInt(5);
      for (int job = 0; job < jobs; job++) {
        time += (long) (random.nextDouble() * 40 * MINUTE);
        Window there = new Window(time, time + (long) ((3 + random.nextDouble() * 90) * MINUTE));
        String incident = person + job;
        // One clock's error for the whole job: it moves all that the handset says of it.
        Window said = there.later(within(random, HANDSET));
        boolean control = random.nextInt(3) > 0;
        truth.attended.add(
            new Attended(
                incident,
                person,
                Set.of(),
                true,
                control ? Optional.of(said.from() - 3 * MINUTE) : Optional.empty(),
                Optional.of(said.from()),
                Optional.of(said.to()),
                said,
                HANDSET,
                said.to()));
        if (random.nextInt(5) > 0) {
          film(
              truth,
              random,
              there.later(within(random, 2 * MINUTE)),
              person,
              device,
              offset,
              measured,
              badged);
        }
        time = there.to() + (random.nextBoolean() ? 0 : 60 * MINUTE);
        if (random.nextInt(4) == 0) { // a stop in the street, in no record
          long stopped = time + (long) (random.nextDouble() * 20 * MINUTE);
          Window stop = new Window(stopped, stopped + (long) (random.nextDouble() * 15 * MINUTE));
          film(truth, random, stop, person, device, offset, measured, badged);
        }
      }
      truth.carried.add(
          new Carried("axon", device, person, new Window(began - 60 * MINUTE, time + 60 * MINUTE)));
    }
    return truth;
  }

  private static void film(
      Truth truth,
      Random random,
      Window shows,
      String person,
      String device,
      long offset,
      boolean measured,
      boolean badged) {
    String id = "clip-" + truth.clips.size();
    long error = within(random, 2_000);
    truth.shows.put(id, shows);
    truth.wearer.put(id, person);
    truth.clips.add(
        new Clip(
            "axon",
            id,
            device,
            badged ? Optional.of(person) : Optional.empty(),
            shows.from() + offset + error,
            shows.to() + offset + error,
            0,
            ClipClock.CAMERA,
            measured ? Optional.of(offset) : Optional.empty(),
            2_000,
            shows.to() + 600 * MINUTE,
            List.of(),
            ClipState.PRESENT));
  }

  private static FootageGiven given(Truth truth, List<Marked> marked) {
    return new FootageGiven(
        truth.attended, truth.carried, truth.clips, truth.links, marked, Set.of());
  }

  /** Whether a recording has any of this job in it, the way there and back included. */
  private static boolean belongs(Truth truth, String clip, String incident) {
    Attended job =
        truth.attended.stream()
            .filter(one -> one.incident().equals(incident))
            .findFirst()
            .orElseThrow();
    return job.person().equals(truth.wearer.get(clip))
        && job.window(POLICY).wider(HANDSET).overlaps(truth.shows.get(clip));
  }

  @Test
  void nothingIsLinkedWronglyAndWhatIsSaidLiesWhereItIsPinned() {
    Random random = new Random(20_261_129);
    int recordings = 0;
    int certain = 0;
    int offered = 0;
    Pins measured = new Pins();
    Pins restarted = new Pins();
    for (int shift = 0; shift < SHIFTS; shift++) {
      Truth truth = shift(random);
      Map<String, List<String>> linked = new HashMap<>();
      Map<String, Boolean> shownToSomebody = new HashMap<>();
      for (Attended job : truth.attended) {
        String incident = job.incident();
        for (Candidate candidate :
            Footage.of(incident, given(truth, List.of()), POLICY, 0).candidates()) {
          shownToSomebody.put(candidate.clip(), true);
          if (candidate.certainty() == Certainty.CERTAIN) {
            linked.computeIfAbsent(candidate.clip(), any -> new ArrayList<>()).add(incident);
          }
        }
      }
      recordings += truth.clips.size();
      certain += linked.size();
      offered += shownToSomebody.size() - linked.size();
      for (Map.Entry<String, List<String>> one : linked.entrySet()) {
        assertThat(one.getValue()).as("incidents of one recording").hasSize(1);
        String incident = one.getValue().get(0);
        assertThat(belongs(truth, one.getKey(), incident)).as("shift %s", shift).isTrue();
        truth.links.add(
            new FootageLink(
                "axon", one.getKey(), incident, Optional.empty(), Optional.empty(), false));
      }
      // What was not certain a person puts where it belongs: its pins have to be as true.
      Map<String, String> all = new HashMap<>();
      linked.forEach((clip, incidents) -> all.put(clip, incidents.get(0)));
      for (Clip clip : truth.clips) {
        for (Attended job : truth.attended) {
          if (!all.containsKey(clip.id()) && belongs(truth, clip.id(), job.incident())) {
            all.put(clip.id(), job.incident());
            truth.links.add(
                new FootageLink(
                    "axon", clip.id(), job.incident(), Optional.empty(), Optional.empty(), false));
          }
        }
      }
      for (Map.Entry<String, String> one : all.entrySet()) {
        Window shows = truth.shows.get(one.getKey());
        long spoken = shows.from() + (long) (random.nextDouble() * shows.length());
        // The handset's clock is up to two minutes wrong. Where it ran on until it pushed, its
        // error
        // is measured to seconds; where it was started anew meanwhile, nobody knows it.
        boolean ran = random.nextInt(3) > 0;
        Marked marked =
            ran
                ? new Marked(STATEMENT, spoken + (long) (random.nextGaussian() * 700), 2_000)
                : new Marked(STATEMENT, spoken + within(random, HANDSET), HANDSET);
        Pins pins = ran ? measured : restarted;
        pins.statements++;
        for (Pin pin :
            Footage.of(one.getValue(), given(truth, List.of(marked)), POLICY, 0).pins()) {
          if (pin.clip().equals(one.getKey())) {
            pins.all++;
            pins.within +=
                Math.abs(pin.position() - (spoken - shows.from())) <= pin.uncertainty() ? 1 : 0;
          }
        }
      }
    }
    System.out.printf(
        java.util.Locale.ROOT,
        "%d recordings of %d shifts: %d %% linked, none wrongly, %d %% offered, %d %% left; pins"
            + " within what they state: %d of %d by clocks measured, %d of %d by clocks up to two"
            + " minutes wrong%n",
        recordings,
        SHIFTS,
        100 * certain / recordings,
        100 * offered / recordings,
        100 * (recordings - certain - offered) / recordings,
        measured.within,
        measured.all,
        restarted.within,
        restarted.all);
    assertThat(certain).isGreaterThan(recordings / 20);
    for (Pins pins : List.of(measured, restarted)) {
      assertThat(pins.all).isEqualTo(pins.statements).isGreaterThan(SHIFTS);
      assertThat(pins.within * 100L).isGreaterThanOrEqualTo(pins.all * 99L);
    }
  }
}
