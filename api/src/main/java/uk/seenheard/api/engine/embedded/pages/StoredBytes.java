package uk.seenheard.api.engine.embedded.pages;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The bytes of a document in the file: a CRC32C over its position and content, then its BSON. */
public final class StoredBytes {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int CHECKSUM = 4;

  private StoredBytes() {}

  /** A document as it is stored; refused when it is larger than a document may be. */
  public static byte[] encode(Document document, long position) {
    ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    ByteBuf buffer = allocator.heapBuffer(1024);
    try {
      buffer.writeZero(CHECKSUM);
      BsonEncoder.encodeDocument(document, buffer);
      if (buffer.readableBytes() - CHECKSUM > LARGEST) {
        throw new MongoServerError(
            10334,
            "BSONObjectTooLarge",
            "The document has "
                + (buffer.readableBytes() - CHECKSUM)
                + " bytes, more than the "
                + LARGEST
                + " a document may have; split it");
      }
      byte[] stored = new byte[buffer.readableBytes()];
      buffer.readBytes(stored);
      int checksum = checksum(stored, position);
      stored[0] = (byte) (checksum >>> 24);
      stored[1] = (byte) (checksum >>> 16);
      stored[2] = (byte) (checksum >>> 8);
      stored[3] = (byte) checksum;
      return stored;
    } finally {
      buffer.release();
    }
  }

  static Document decode(byte @Nullable [] stored, long table, long position) {
    if (stored == null || stored.length < CHECKSUM + 5 || !intact(stored, position)) {
      throw new StoreFailure(
          StoreFailure.Kind.DAMAGED,
          "The document at position "
              + position
              + " of table d"
              + table
              + " in the store's file is damaged (checksum); stop the server and restore a backup");
    }
    return BsonDecoder.decodeBson(
        Unpooled.wrappedBuffer(stored, CHECKSUM, stored.length - CHECKSUM));
  }

  static boolean intact(byte[] stored, long position) {
    int expected =
        (stored[0] & 0xff) << 24
            | (stored[1] & 0xff) << 16
            | (stored[2] & 0xff) << 8
            | (stored[3] & 0xff);
    return expected == checksum(stored, position);
  }

  /** Covers the position too: an intact document in the wrong place is damage. */
  private static int checksum(byte[] stored, long position) {
    CRC32C crc = new CRC32C();
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (position >>> shift) & 0xff);
    }
    crc.update(stored, CHECKSUM, stored.length - CHECKSUM);
    return (int) crc.getValue();
  }
}
