package uk.seenheard.api.ground.identity;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.seenheard.sync.change.Identity;

/** A register in memory that refuses whatever a caller should never hand it. */
public final class StrictDeviceRegister implements DeviceRegister {
  private final Map<String, Device> devices = new ConcurrentHashMap<>();

  @Override
  public Future<Outcome> enrol(Device device) {
    if (!Identity.isUuid(device.device()) || device.publicKey().isEmpty() || device.at() <= 0) {
      throw new IllegalArgumentException("no device: " + device);
    }
    Device first = devices.putIfAbsent(device.force() + '\n' + device.device(), device);
    if (first == null) {
      return Future.succeededFuture(Outcome.ENROLLED);
    }
    return Future.succeededFuture(
        first.publicKey().equals(device.publicKey()) ? Outcome.KNOWN : Outcome.OTHER_KEY);
  }

  /** How many devices are enrolled. */
  public int size() {
    return devices.size();
  }
}
