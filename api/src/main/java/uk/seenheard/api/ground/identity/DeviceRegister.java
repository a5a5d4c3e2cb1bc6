package uk.seenheard.api.ground.identity;

import io.vertx.core.Future;
import uk.seenheard.api.ground.vouch.Signatures;

/**
 * The port that remembers which key a device enrolled with, so that nobody takes its name with
 * another.
 */
public interface DeviceRegister {
  /** What became of an enrolment. */
  enum Outcome {
    /** The device was not known, and is now. */
    ENROLLED,
    /** The device is known with this key: a repeated request. */
    KNOWN,
    /** The device is known with another key; nothing was changed. */
    OTHER_KEY
  }

  /**
   * One device and its key.
   *
   * @param force the force it belongs to
   * @param device its UUID, lower case
   * @param publicKey the key's one text ({@link Signatures#text})
   * @param person who enrolled it
   * @param at milliseconds since 1970
   */
  record Device(String force, String device, String publicKey, String person, long at) {}

  /**
   * Remembers a device unless it is known; the first of several that race is the one that counts.
   * The future completes once the device is on disk.
   */
  Future<Outcome> enrol(Device device);
}
