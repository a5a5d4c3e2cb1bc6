package uk.seenheard.handset.core.keys;

import java.util.Optional;
import uk.seenheard.handset.core.crypto.DeviceKey;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.codec.Utf8;

/**
 * The keys of one store: the ring key, under which everything else lies, the device's own key, and
 * one key for each incident, so that to forget an incident is to overwrite 32 bytes.
 *
 * <p>Incident keys are never kept in memory: a key that was made in a transaction that then failed
 * must not seal anything afterwards.
 */
public final class Keyring {
  private static final String RING = "ring";
  private static final String DEVICE = "device";
  private static final String DEVICE_PUBLIC = "device-public";
  private static final String INCIDENT = "incident/";

  private final SealingKey ring;
  private final DeviceKey device;
  private final KeyWrap wrap;
  private final HandsetPorts ports;

  private Keyring(SealingKey ring, DeviceKey device, KeyWrap wrap, HandsetPorts ports) {
    this.ring = ring;
    this.device = device;
    this.wrap = wrap;
    this.ports = ports;
  }

  /**
   * Opens the ring of a store, and makes one where there is none.
   *
   * @throws KeyRefused when the wrap is another than the store was made with
   */
  public static Keyring open(Store store, KeyWrap wrap, HandsetPorts ports) {
    if (!isMade(store)) {
      byte[] ring = ports.chance().bytes(SealingKey.KEY_BYTES);
      DeviceKey device = ports.crypto().signer().fresh();
      store.change(
          rows -> {
            rows.put(Space.KEYS, RING, wrap.wrap(RING, ring));
            rows.put(Space.KEYS, DEVICE, wrap.wrap(DEVICE, device.secret()));
            rows.put(Space.KEYS, DEVICE_PUBLIC, device.publicKey());
          });
    }
    return store.read(
        rows ->
            new Keyring(
                new SealingKey(wrap.unwrap(RING, required(rows, RING)), ports),
                ports
                    .crypto()
                    .signer()
                    .open(
                        wrap.unwrap(DEVICE, required(rows, DEVICE)),
                        Utf8.text(required(rows, DEVICE_PUBLIC)))
                    .orElseThrow(() -> new KeyRefused("the device's key is damaged")),
                wrap,
                ports));
  }

  /** Whether a store has a ring yet: until then whatever passphrase is given becomes its own. */
  public static boolean isMade(Store store) {
    return store.read(rows -> rows.get(Space.KEYS, RING).isPresent());
  }

  private static byte[] required(Rows rows, String name) {
    return rows.get(Space.KEYS, name)
        .orElseThrow(() -> new KeyRefused("the store's key " + name + " is missing"));
  }

  /** The key under which tokens and the like are sealed. */
  public SealingKey ring() {
    return ring;
  }

  /** The device's own key. */
  public DeviceKey device() {
    return device;
  }

  /** The key of an incident, or empty when it was forgotten or never made. */
  public Optional<SealingKey> find(Rows rows, String incident) {
    return rows.get(Space.KEYS, INCIDENT + incident)
        .map(wrapped -> new SealingKey(ring.open(INCIDENT + incident, wrapped), ports));
  }

  /** The key of an incident, made now when there is none. */
  public SealingKey of(WritableRows rows, String incident) {
    Optional<SealingKey> found = find(rows, incident);
    if (found.isPresent()) {
      return found.get();
    }
    byte[] key = ports.chance().bytes(SealingKey.KEY_BYTES);
    rows.put(Space.KEYS, INCIDENT + incident, ring.seal(INCIDENT + incident, key));
    return new SealingKey(key, ports);
  }

  /** Forgets the key of an incident: what is sealed with it can never be read again. */
  public void forget(WritableRows rows, String incident) {
    rows.delete(Space.KEYS, INCIDENT + incident);
  }

  /** Forgets every key: nothing in the store can ever be read again. */
  public void forgetAll(WritableRows rows) {
    rows.scan(Space.KEYS, "", "", Rows.MAX_ROWS).forEach(row -> rows.delete(Space.KEYS, row.key()));
    wrap.forget(RING);
    wrap.forget(DEVICE);
  }
}
