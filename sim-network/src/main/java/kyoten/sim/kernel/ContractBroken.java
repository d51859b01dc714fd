package kyoten.sim.kernel;

/** A node asked for what no host can give. A bug of the node: it crashes of it, and the run is broken. */
public final class ContractBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what the node did, as the rest of a sentence that begins with it, with the values in it
     */
    public ContractBroken(String what) {
        super(what);
    }
}
