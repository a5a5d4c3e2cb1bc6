package uk.seenheard.sync.feed;

import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * What the log knows of a device's chain: the last position it holds, and the chain hash there.
 *
 * @param epoch 0 when the log holds nothing of the device
 */
public record DeviceChain(String device, int epoch, long seq, Hash head) {

  /** The chain of a device of which the log holds nothing. */
  public static DeviceChain none(String device, Digests digests) {
    return new DeviceChain(device, 0, 0, Chain.start(device, 0, digests));
  }
}
