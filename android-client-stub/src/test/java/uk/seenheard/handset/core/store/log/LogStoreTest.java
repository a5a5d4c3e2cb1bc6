package uk.seenheard.handset.core.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreContract;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.jvm.store.LogInAFolder;

class LogStoreTest extends StoreContract {
  private static final LosingFile.Watch SOUND = deed -> {};

  @TempDir Path folder;

  @Override
  protected Store open() {
    return LogInAFolder.open(folder);
  }

  private static Store open(LosingFile one, LosingFile two) {
    return LogStore.open(one, two, () -> {});
  }

  private static boolean has(Store store, String key) {
    return store.<Boolean>read(rows -> rows.get(Space.META, key).isPresent());
  }

  @Test
  void transactionTornAtAnyByteIsLeftOutAndThoseBeforeStand() {
    LosingFile one = new LosingFile(SOUND);
    LosingFile two = new LosingFile(SOUND);
    Store store = open(one, two);
    store.change(rows -> rows.put(Space.META, "first", "one"));
    byte[] before = one.content();
    store.change(rows -> rows.put(Space.META, "second", "two"));
    byte[] whole = one.content();

    for (int cut = before.length; cut < whole.length; cut++) {
      byte[] torn = java.util.Arrays.copyOf(whole, cut);
      LosingFile left = new LosingFile(torn, SOUND);
      Store again = open(left, new LosingFile(SOUND));
      assertThat(has(again, "first")).isTrue();
      assertThat(has(again, "second")).isFalse();
      again.change(rows -> rows.put(Space.META, "third", "three"));
      assertThat(has(open(left, new LosingFile(SOUND)), "third")).isTrue();
    }
  }

  @Test
  void byteThatRottedBeforeTheLastTransactionIsNamedAndTheFileLeftAsItIs() {
    LosingFile one = new LosingFile(SOUND);
    Store store = open(one, new LosingFile(SOUND));
    for (int i = 0; i < 4; i++) {
      String key = "row " + i;
      store.change(rows -> rows.put(Space.META, key, "a value"));
    }
    byte[] last = one.content();
    int lastFrame = (last.length - Half.HEAD) / 4;
    for (int at = 0; at < last.length - lastFrame; at++) {
      byte[] rotten = last.clone();
      rotten[at] ^= 0x10;
      LosingFile file = new LosingFile(rotten, SOUND);
      assertThatThrownBy(() -> open(file, new LosingFile(SOUND)))
          .as("byte %d", at)
          .isInstanceOfSatisfying(
              StoreFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.DAMAGED));
      assertThat(file.content()).isEqualTo(rotten);
    }
  }

  @Test
  void byteThatRottedInWhatAScrubWroteIsNamedWhereverItStands() {
    LosingFile one = new LosingFile(SOUND);
    LosingFile two = new LosingFile(SOUND);
    Store store = open(one, two);
    store.change(rows -> rows.put(Space.META, "a", "a value"));
    store.scrub();
    byte[] last = two.content();
    for (int at = 0; at < last.length; at++) {
      byte[] rotten = last.clone();
      rotten[at] ^= 0x01;
      assertThatThrownBy(() -> open(new LosingFile(SOUND), new LosingFile(rotten, SOUND)))
          .as("byte %d", at)
          .isInstanceOf(StoreFault.class);
    }
  }

  @Test
  void deletedAndReplacedBytesAreInNeitherFileOnceItIsScrubbed() throws IOException {
    try (Store store = open()) {
      store.change(rows -> rows.put(Space.KEYS, "incident/1", "the key of Robin"));
      store.change(rows -> rows.put(Space.META, "passphrase", "wrapped the old way"));
      store.change(rows -> rows.put(Space.META, "stays", "what stays"));
      store.change(rows -> rows.delete(Space.KEYS, "incident/1"));
      store.change(rows -> rows.put(Space.META, "passphrase", "wrapped anew"));
      assertThat(onDisk()).contains("the key of Robin", "wrapped the old way");

      store.scrub();

      assertThat(onDisk())
          .contains("what stays", "wrapped anew")
          .doesNotContain("the key of Robin", "wrapped the old way", "incident/1");
      store.change(rows -> rows.put(Space.META, "later", "is kept"));
    }
    try (Store store = open()) {
      assertThat(has(store, "later")).isTrue();
      assertThat(has(store, "stays")).isTrue();
    }
  }

  @Test
  void scrubThatWasInterruptedIsFinishedByTheNextOpening() throws IOException {
    try (Store store = open()) {
      store.change(rows -> rows.put(Space.KEYS, "incident/1", "the key of Robin"));
      store.change(rows -> rows.delete(Space.KEYS, "incident/1"));
    }
    assertThat(onDisk()).contains("the key of Robin");
    open().close();
    assertThat(onDisk()).doesNotContain("the key of Robin");
  }

  /** What overwrites is looked at as well: a file that is merely cut off keeps its bytes below. */
  @Test
  void oldFileIsOverwrittenBeforeItIsCutOff() {
    StringBuilder deeds = new StringBuilder();
    LosingFile[] one = new LosingFile[1];
    boolean[] seenInClear = new boolean[1];
    one[0] =
        new LosingFile(
            deed -> {
              deeds.append(deed).append(' ');
              if (deed.equals("truncate")) {
                seenInClear[0] |= text(one[0].content()).contains("the key of Robin");
              }
            });
    Store store = open(one[0], new LosingFile(SOUND));
    store.change(rows -> rows.put(Space.KEYS, "incident/1", "the key of Robin"));
    store.change(rows -> rows.delete(Space.KEYS, "incident/1"));
    deeds.setLength(0);
    store.scrub();
    assertThat(deeds.toString().trim()).isEqualTo("write flush truncate flush");
    assertThat(seenInClear[0]).isFalse();
  }

  @Test
  void fullDiskKeepsWhatWasSavedAndTakesWhatStillFits() {
    LosingFile one = new LosingFile(SOUND);
    LosingFile two = new LosingFile(SOUND);
    Store store = open(one, two);
    store.change(rows -> rows.put(Space.META, "saved", "words"));
    one.room = one.size() + 60;
    assertThatThrownBy(() -> store.change(rows -> rows.put(Space.META, "big", "x".repeat(500))))
        .isInstanceOfSatisfying(
            StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.FULL));
    assertThat(has(store, "big")).isFalse();
    store.change(rows -> rows.put(Space.META, "s", "fits"));

    Store again = open(new LosingFile(one.content(), SOUND), new LosingFile(two.content(), SOUND));
    assertThat(has(again, "saved")).isTrue();
    assertThat(has(again, "s")).isTrue();
    assertThat(has(again, "big")).isFalse();
  }

  @Test
  void scrubThatFindsNoRoomSaysSoAndTheStoreGoesOn() {
    LosingFile one = new LosingFile(SOUND);
    LosingFile two = new LosingFile(SOUND);
    Store store = open(one, two);
    store.change(rows -> rows.put(Space.META, "saved", "words"));
    two.room = 40;
    assertThatThrownBy(store::scrub).isInstanceOf(StoreFault.class);
    store.change(rows -> rows.put(Space.META, "after", "words"));

    Store again = open(new LosingFile(one.content(), SOUND), new LosingFile(two.content(), SOUND));
    assertThat(has(again, "saved")).isTrue();
    assertThat(has(again, "after")).isTrue();
  }

  /** A head that may or may not have reached the disk: what is saved later must not go astray. */
  @Test
  void scrubThatFailsAtItsVeryEndLosesNothingThatIsSavedLater() {
    for (int failing = 1; failing < 8; failing++) {
      int[] left = {Integer.MAX_VALUE};
      LosingFile one = new LosingFile(SOUND);
      LosingFile two =
          new LosingFile(
              deed -> {
                if (left[0]-- == 0) {
                  throw new StoreFault(StoreFault.Kind.BROKEN, "on purpose", null);
                }
              });
      Store store = open(one, two);
      store.change(rows -> rows.put(Space.META, "saved", "words"));
      left[0] = failing - 1;
      try {
        store.scrub();
      } catch (StoreFault expected) {
        assertThat(expected).hasMessage("on purpose");
      }
      left[0] = Integer.MAX_VALUE;
      store.change(rows -> rows.put(Space.META, "after", "words"));
      Store again =
          open(new LosingFile(one.content(), SOUND), new LosingFile(two.content(), SOUND));
      assertThat(has(again, "after")).as("failing at %d", failing).isTrue();
    }
  }

  @Test
  void logThatGrewIsWrittenAnewWhileInUse() {
    LosingFile one = new LosingFile(SOUND);
    LosingFile two = new LosingFile(SOUND);
    Store store = open(one, two);
    for (int i = 0; i < 20; i++) {
      store.change(rows -> rows.put(Space.META, "same", new byte[1 << 20]));
    }
    assertThat(one.size() + two.size()).isLessThan(18 << 20);
    assertThat(has(open(one, two), "same")).isTrue();
  }

  @Test
  void frameOfAnEarlierLifeOfTheFileIsNotTakenForThisOnes() {
    LosingFile one = new LosingFile(SOUND);
    open(one, new LosingFile(SOUND)).close();
    Steps steps = new Steps();
    steps.put(Space.META, "ghost", new byte[] {1});
    one.write(one.size(), Frame.of(2, 1, steps.toArray()));
    assertThat(has(open(one, new LosingFile(SOUND)), "ghost")).isFalse();
  }

  @Test
  void checksumIsTheOneOfZipFiles() {
    Random random = new Random(7);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      CRC32 library = new CRC32();
      library.update(bytes);
      assertThat(new Crc().add(bytes, 0, length).value()).isEqualTo((int) library.getValue());
    }
  }

  @Test
  void keysAreOrderedByTheirBytes() {
    String[] keys = {"a", "a\uFFFF", "a😀", "é", "\uE000", "\uFFFD", "😀", "😀b"};
    for (String one : keys) {
      for (String other : keys) {
        int owed =
            java.util.Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(Keys.compare(one, other))).isEqualTo(Integer.signum(owed));
      }
    }
  }

  private String onDisk() throws IOException {
    return text(Files.readAllBytes(folder.resolve("one")))
        + text(Files.readAllBytes(folder.resolve("two")));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
