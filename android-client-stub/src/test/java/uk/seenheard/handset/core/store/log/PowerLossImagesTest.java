package uk.seenheard.handset.core.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * Two hundred disks after a power cut at any moment of saving, scrubbing or opening, several cuts
 * one after another on each: what was acknowledged is there, whole transactions alone, and once it
 * is opened neither file holds a byte of what was deleted.
 */
class PowerLossImagesTest {
  private static final int IMAGES = 200;
  private static final int CUTS = 4;
  private static final List<Space> SPACES =
      List.of(Space.META, Space.OUTBOX_BODY, Space.CHAIN, Space.REPLICA);

  private static final Pattern WORDS = Pattern.compile("words -?\\d+");

  /** The power is gone. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what is asked of both files, and cuts the power at one of them. */
  private static final class Fuse implements LosingFile.Watch {
    private int left;

    Fuse(int left) {
      this.left = left;
    }

    @Override
    public void before(String deed) {
      if (left-- <= 0) {
        throw new Cut();
      }
    }
  }

  private final TreeMap<String, String> acknowledged = new TreeMap<>();
  private int cutWhileOpening;
  private int cutWhileScrubbing;
  private int cutWhileSaving;
  private int keptThoughCut;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsThereInPart() {
    for (int seed = 1; seed <= IMAGES; seed++) {
      acknowledged.clear();
      Random random = new Random(seed);
      byte[][] disk = {new byte[0], new byte[0]};
      for (int cut = 0; cut < CUTS; cut++) {
        disk = untilCut(disk, random, "seed " + seed + " cut " + cut);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d images after %d cuts each: %d cut while opening, %d while scrubbing, %d while saving (%d"
            + " of those kept whole)%n",
        IMAGES,
        CUTS,
        cutWhileOpening,
        cutWhileScrubbing,
        cutWhileSaving,
        keptThoughCut);
    assertThat(List.of(cutWhileOpening, cutWhileScrubbing, cutWhileSaving, keptThoughCut))
        .allMatch(times -> times > 10);
  }

  /** Uses the disk until the power is cut; answers with what the disk then holds. */
  private byte[][] untilCut(byte[][] disk, Random random, String where) {
    Fuse fuse = new Fuse(random.nextInt(random.nextInt(4) == 0 ? 8 : 120));
    LosingFile one = new LosingFile(disk[0], fuse);
    LosingFile two = new LosingFile(disk[1], fuse);
    TreeMap<String, String> attempted = new TreeMap<>(acknowledged);
    String doing = "open";
    try (Store store = LogStore.open(one, two, () -> {})) {
      assertThat(rows(store)).as(where).isEqualTo(acknowledged);
      while (true) {
        if (random.nextInt(12) == 0) {
          doing = "scrub";
          store.scrub();
        } else {
          doing = "save";
          attempted = new TreeMap<>(acknowledged);
          List<String[]> steps = steps(random, attempted);
          store.change(rows -> steps.forEach(step -> step(rows, step)));
          acknowledged.clear();
          acknowledged.putAll(attempted);
        }
        attempted = new TreeMap<>(acknowledged);
      }
    } catch (Cut cut) {
      byte[][] images = {one.image(random), two.image(random)};
      note(doing, images, attempted, where);
      return images;
    }
  }

  private void note(String doing, byte[][] images, Map<String, String> attempted, String where) {
    LosingFile.Watch powered = deed -> {};
    LosingFile one = new LosingFile(images[0], powered);
    LosingFile two = new LosingFile(images[1], powered);
    TreeMap<String, String> found;
    try (Store store = LogStore.open(one, two, () -> {})) {
      found = rows(store);
    }
    assertThat(words(one.content(), two.content()))
        .as("%s: words on the disk once it was opened", where)
        .isSubsetOf(words(found.toString().getBytes(StandardCharsets.UTF_8), new byte[0]));
    if (doing.equals("save") && !attempted.equals(acknowledged) && found.equals(attempted)) {
      keptThoughCut++;
      acknowledged.clear();
      acknowledged.putAll(attempted);
    }
    assertThat(found).as("%s, cut while it was to %s", where, doing).isEqualTo(acknowledged);
    switch (doing) {
      case "open" -> cutWhileOpening++;
      case "scrub" -> cutWhileScrubbing++;
      default -> cutWhileSaving++;
    }
  }

  /** The values that stand in either file, deleted or not. */
  private static Set<String> words(byte[] one, byte[] two) {
    String text =
        new String(one, StandardCharsets.ISO_8859_1) + new String(two, StandardCharsets.ISO_8859_1);
    return WORDS.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static List<String[]> steps(Random random, Map<String, String> into) {
    List<String[]> steps = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      Space space = SPACES.get(random.nextInt(SPACES.size()));
      String key = "row/" + random.nextInt(30);
      if (random.nextInt(4) == 0) {
        into.remove(space + " " + key);
        steps.add(new String[] {space.name(), key});
      } else {
        String value = "words " + random.nextLong() + "x".repeat(random.nextInt(2_000));
        into.put(space + " " + key, value);
        steps.add(new String[] {space.name(), key, value});
      }
    }
    return steps;
  }

  private static void step(WritableRows rows, String[] step) {
    if (step.length == 2) {
      rows.delete(Space.valueOf(step[0]), step[1]);
    } else {
      rows.put(Space.valueOf(step[0]), step[1], step[2]);
    }
  }

  private static TreeMap<String, String> rows(Store store) {
    TreeMap<String, String> found = new TreeMap<>();
    for (Space space : SPACES) {
      for (Row row : store.<List<Row>>read(rows -> rows.scan(space, "", "", 500))) {
        found.put(space + " " + row.key(), row.text());
      }
    }
    return found;
  }
}
