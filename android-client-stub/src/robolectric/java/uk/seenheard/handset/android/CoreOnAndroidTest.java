package uk.seenheard.handset.android;

import static org.assertj.core.api.Assertions.assertThat;

import android.os.Build;
import android.os.SystemClock;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.robolectric.annotation.Config;
import org.robolectric.annotation.LooperMode;
import org.robolectric.config.ConfigurationRegistry;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.log.LogStore;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.store.ChannelFile;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;

/**
 * The handset's core beside the framework classes of Android 8 (API 26), the oldest that it
 * supports: by the platform's clock, on a log in two files. The platform's SQLite is not here: see
 * {@link FrameworkAlone}.
 */
@RunWith(FrameworkAlone.class)
@Config(sdk = 26)
public class CoreOnAndroidTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final FakeServer server = new FakeServer();

  /** What Robolectric's clock asks for where no app was started. */
  @Before
  public void modes() {
    ConfigurationRegistry.instance =
        new ConfigurationRegistry(Map.of(LooperMode.Mode.class, LooperMode.Mode.PAUSED));
  }

  private Store store() {
    ChannelFile one = new ChannelFile(new File(folder.getRoot(), "one").toPath());
    ChannelFile two = new ChannelFile(new File(folder.getRoot(), "two").toPath());
    return LogStore.open(
        one,
        two,
        () -> {
          one.close();
          two.close();
        });
  }

  private Handset open() {
    HandsetPorts ports =
        JvmPorts.with(
            () ->
                new ClockReading(System.currentTimeMillis(), "boot", SystemClock.elapsedRealtime()),
            new SecureChance());
    Store store = store();
    return Handset.open(
        store,
        Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
        ports,
        server,
        millis -> true);
  }

  @Test
  public void officerRecordsReopensAndTheServerHasItOnce() throws IOException {
    assertThat(Build.VERSION.SDK_INT).isEqualTo(26);
    String incident;
    try (Handset handset = open()) {
      assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
      incident = handset.newIncident("domestic-abuse", Optional.of("NM-20261122-0107"));
      FieldPath child =
          handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin Ashdown")));
      handset.answer(incident, child.field("seen"), Json.of("yes"), Optional.empty());
      handset.addStatement(incident, child, "Dad threw the blue cup", Json.EMPTY);
    }
    try (Handset handset = open()) {
      assertThat(handset.incidents()).containsExactly(incident);
      assertThat(handset.sync().outcome()).isEqualTo(SyncReport.Outcome.SYNCED);
      handset.sync();
      handset.letGo(incident);
      assertThat(handset.incidents()).isEmpty();
    }
    assertThat(server.log).hasSize(4);
    for (String name : new String[] {"one", "two"}) {
      byte[] bytes = Files.readAllBytes(new File(folder.getRoot(), name).toPath());
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .as(name)
          .doesNotContain("Robin Ashdown", "blue cup", "NM-20261122-0107");
    }
  }
}
