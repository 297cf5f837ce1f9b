/// What a document from outside may cost us. Every bound is checked while reading, before memory is spent on it.
public struct JSONLimits: Sendable, Hashable {
    /// Size of the whole document in bytes. The default is what cosign allows an attachment (128 MiB).
    public var bytes: Int
    /// Containers inside one another; 1 is a flat array or object.
    public var depth: Int
    /// Values and member names together; each costs 12 bytes of tape.
    public var nodes: Int

    /// Bounds beyond what the tape can address (2 GiB, 2^28 nodes) or the readers' recursion can bear (1024 levels)
    /// are lowered to it.
    public init(bytes: Int = 128 << 20, depth: Int = 128, nodes: Int = 16 << 20) {
        self.bytes = min(bytes, Int(Int32.max))
        self.depth = min(depth, 1_024)
        self.nodes = min(nodes, JSONEntry.nodeCapacity)
    }
}
