package uk.seenheard.handset.core.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link LogFile} does. */
public abstract class LogFileContract {
  /** The file, empty at first. */
  protected abstract LogFile file();

  @Test
  void startsEmptyAndHoldsWhatIsWrittenWhereItIsWritten() {
    LogFile file = file();
    assertThat(file.size()).isZero();

    file.write(0, new byte[] {1, 2, 3});
    file.write(2, new byte[] {-3, -4});

    assertThat(file.size()).isEqualTo(4);
    assertThat(file.read(0, 4)).containsExactly(1, 2, -3, -4);
    assertThat(file.read(1, 2)).containsExactly(2, -3);
    assertThat(file.read(4, 0)).isEmpty();
  }

  @Test
  void gapIsZeros() {
    LogFile file = file();
    file.write(3, new byte[] {9});
    assertThat(file.read(0, 4)).containsExactly(0, 0, 0, 9);
  }

  @Test
  void whatIsCutOffIsGoneAndWhatIsWrittenBehindItIsNot() {
    LogFile file = file();
    file.write(0, new byte[] {1, 2, 3, 4});
    file.flush();
    file.truncate(2);
    file.flush();
    file.write(3, new byte[] {7});

    assertThat(file.size()).isEqualTo(4);
    assertThat(file.read(0, 4)).containsExactly(1, 2, 0, 7);
  }

  @Test
  void largeWriteComesBackWhole() {
    byte[] large = new byte[1 << 20];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 >> 3);
    }
    LogFile file = file();
    file.write(5, large);
    assertThat(file.read(5, large.length)).isEqualTo(large);
  }
}
