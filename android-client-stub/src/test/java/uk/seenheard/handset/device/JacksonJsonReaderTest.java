package uk.seenheard.handset.device;

import uk.seenheard.sync.codec.JsonReader;

class JacksonJsonReaderTest extends JsonReaderContract {
  @Override
  JsonReader reader() {
    return new JacksonJsonReader();
  }
}
