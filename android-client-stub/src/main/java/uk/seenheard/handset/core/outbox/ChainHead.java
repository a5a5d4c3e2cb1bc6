package uk.seenheard.handset.core.outbox;

import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * Where the device's chain ends, and how far of it the server is known to have.
 *
 * @param seq the last position, 0 before the first
 * @param link chain hash there
 * @param acknowledged every position up to this one has its verdict
 */
record ChainHead(int epoch, long seq, Hash link, long acknowledged) {

  String text() {
    return Json.object()
        .put("epoch", epoch)
        .put("seq", seq)
        .put("link", link.hex())
        .put("acknowledged", acknowledged)
        .build()
        .canonical();
  }

  static ChainHead read(Json value) {
    if (!(value instanceof Json.Obj in)) {
      throw new IllegalStateException("the chain's row is no object");
    }
    return new ChainHead(
        in.whole("epoch").orElse(1L).intValue(),
        in.whole("seq").orElse(0L),
        new Hash(in.text("link").orElse("")),
        in.whole("acknowledged").orElse(0L));
  }

  ChainHead acknowledgedThrough(long position) {
    return new ChainHead(epoch, seq, link, position);
  }
}
