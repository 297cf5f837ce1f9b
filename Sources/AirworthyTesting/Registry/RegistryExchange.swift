/// One request that was made of a ``VirtualRegistry``, and the status it was answered with.
public struct RegistryExchange: Sendable {
    public let request: RegistryRequest
    public let status: Int
}
