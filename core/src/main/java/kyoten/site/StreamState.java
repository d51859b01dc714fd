package kyoten.site;

import kyoten.causal.VersionVector;

/**
 * What a site knows of one stream.
 *
 * @param applied all updates that the site has applied (P); its own counter is its own entry of the current epoch
 * @param collected all that was seen at keys that are gone (the collected floor)
 */
record StreamState(VersionVector applied, VersionVector collected) {
    static final StreamState NEW = new StreamState(VersionVector.empty(), VersionVector.empty());

    StreamState withApplied(VersionVector vector) {
        return new StreamState(vector, collected);
    }
}
