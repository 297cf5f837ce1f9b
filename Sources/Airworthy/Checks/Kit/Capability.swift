/// One way to touch the world.
public enum Capability: String, Sendable, Hashable, CaseIterable {
    case files, images, processes, ledger, http, tls
}
