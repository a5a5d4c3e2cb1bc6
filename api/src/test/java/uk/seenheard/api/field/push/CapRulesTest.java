package uk.seenheard.api.field.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Run;

/** When it has to be known who is on an incident before a push is taken. */
class CapRulesTest {
  private static final String INCIDENT = "0190a000-0000-7000-8000-000000000001";

  private final JdkDigests digests = new JdkDigests();
  private final ChangeCodec codec = new ChangeCodec(new JacksonJsonReader(), digests);
  private final IncidentWeights weights = new IncidentWeights();
  private final Change change =
      codec.write(
          new Draft(
              INCIDENT,
              new FormRef("domestic-abuse", 1),
              "pc1201",
              "d1",
              new Hash("1".repeat(64)),
              1,
              "boot",
              1,
              Hlc.ZERO,
              List.of(Officer.set("place", "3 Mill Lane")),
              Hex.of(new byte[16])));

  private ExaminedPush push(int changes) {
    List<ExaminedPush.Examined> examined =
        Collections.nCopies(
            changes,
            new ExaminedPush.Examined(
                codec.read(change.content()),
                change.content(),
                Optional.empty(),
                Optional.empty(),
                Rise.of(change, "pc1201")));
    Run run = new Run("d1", 1, 1, new Hash("0".repeat(64)), List.of(), List.of());
    return new ExaminedPush(run, "", new ClockReading(0, "boot", 0), examined);
  }

  private Set<String> toLookUp(int changes) {
    return CapRules.toLookUp(push(changes), "ledger", weights);
  }

  @Test
  void whatIsWithinAStrangersShareIsTakenWithoutAsking() {
    assertThat(toLookUp(1)).as("one that is sent again").isEmpty();
    assertThat(toLookUp(Caps.STRANGER_CHANGES)).isEmpty();
  }

  @Test
  void whatMayGoBeyondItIsLookedUp() {
    assertThat(toLookUp(Caps.STRANGER_CHANGES + 1)).containsExactly(INCIDENT);
    List<Rise> before = new ArrayList<>(Collections.nCopies(99, Rise.of(change, "pc1201")));
    weights.logged(INCIDENT, 1, before);
    assertThat(toLookUp(1)).isEmpty();
    assertThat(toLookUp(2)).containsExactly(INCIDENT);
  }
}
