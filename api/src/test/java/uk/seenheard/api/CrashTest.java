package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One round of the crash run; twenty are a command of their own. */
class CrashTest {
  @TempDir Path folder;

  @Test
  void nothingSavedIsLostOrDoubledWhenServerAndHandsetsAreKilled() throws Exception {
    CrashRun.Result result = CrashRun.run(1, folder.resolve("data"), 7);
    assertThat(result.acknowledged()).isPositive();
    assertThat(result.handsetKills()).isPositive();
    assertThat(result.saved()).isPositive();
    assertThat(result.lost()).isZero();
    assertThat(result.doubled()).isZero();
    assertThat(result.complete()).isTrue();
  }
}
