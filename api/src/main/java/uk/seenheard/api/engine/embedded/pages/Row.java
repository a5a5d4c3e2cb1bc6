package uk.seenheard.api.engine.embedded.pages;

import de.bwaldvogel.mongo.bson.Document;

/**
 * One document as it was found: its key in the index that led to it, its position, its content.
 *
 * @param size bytes of the stored document
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the key only says where to read on
public record Row(byte[] key, long position, Document document, int size) {}
