package uk.seenheard.handset.jvm.crypto;

import uk.seenheard.handset.core.crypto.SignatureContract;
import uk.seenheard.handset.core.crypto.Signer;
import uk.seenheard.handset.core.crypto.Verifier;

class JcaSignatureTest extends SignatureContract {
  @Override
  protected Signer signer() {
    return new JcaSigner();
  }

  @Override
  protected Verifier verifier() {
    return new JcaVerifier();
  }
}
