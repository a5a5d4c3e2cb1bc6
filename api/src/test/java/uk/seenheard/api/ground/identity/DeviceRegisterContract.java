package uk.seenheard.api.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceRegister} does. */
public abstract class DeviceRegisterContract {
  /** An empty register. */
  protected abstract DeviceRegister register();

  @Test
  void anUnknownDeviceIsEnrolled() throws Exception {
    assertThat(enrol(register(), device(UUID.randomUUID().toString(), "key-1")))
        .isEqualTo(DeviceRegister.Outcome.ENROLLED);
  }

  @Test
  void theSameKeyAgainIsKnown() throws Exception {
    DeviceRegister register = register();
    String id = UUID.randomUUID().toString();
    enrol(register, device(id, "key-1"));
    assertThat(enrol(register, device(id, "key-1"))).isEqualTo(DeviceRegister.Outcome.KNOWN);
  }

  @Test
  void anotherKeyIsRefusedAndTheFirstStays() throws Exception {
    DeviceRegister register = register();
    String id = UUID.randomUUID().toString();
    enrol(register, device(id, "key-1"));
    assertThat(enrol(register, device(id, "key-2"))).isEqualTo(DeviceRegister.Outcome.OTHER_KEY);
    assertThat(enrol(register, device(id, "key-1"))).isEqualTo(DeviceRegister.Outcome.KNOWN);
  }

  @Test
  void anotherForceMayHaveADeviceOfTheSameId() throws Exception {
    DeviceRegister register = register();
    String id = UUID.randomUUID().toString();
    enrol(register, device(id, "key-1"));
    assertThat(enrol(register, new DeviceRegister.Device("otherforce", id, "key-2", "pc9", 1)))
        .isEqualTo(DeviceRegister.Outcome.ENROLLED);
  }

  @Test
  void ofManyThatRaceOneKeyWins() throws Exception {
    DeviceRegister register = register();
    String id = UUID.randomUUID().toString();
    List<Future<DeviceRegister.Outcome>> racing = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      racing.add(register.enrol(device(id, "key-" + i)));
    }
    List<DeviceRegister.Outcome> outcomes = new ArrayList<>();
    for (Future<DeviceRegister.Outcome> one : racing) {
      outcomes.add(one.await(10, TimeUnit.SECONDS));
    }
    assertThat(outcomes).containsOnlyOnce(DeviceRegister.Outcome.ENROLLED);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome == DeviceRegister.Outcome.OTHER_KEY)
        .hasSize(15);
  }

  private static DeviceRegister.Device device(String id, String key) {
    return new DeviceRegister.Device("marlshire", id, key, "pc1201", 1_000);
  }

  private static DeviceRegister.Outcome enrol(DeviceRegister register, DeviceRegister.Device device)
      throws Exception {
    return register.enrol(device).await(10, TimeUnit.SECONDS);
  }
}
