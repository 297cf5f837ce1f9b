/// One request that was made of a ``VirtualRegistry``, and the status it was answered with.
public struct RegistryExchange: Sendable {
    /// Without its body when that is larger than 1 MiB: a log of layers would be a second registry.
    public let request: RegistryRequest
    public let status: Int

    init(_ request: RegistryRequest, status: Int) {
        var request = request
        if request.body.count > 1 << 20 { request.body = [] }
        self.request = request
        self.status = status
    }
}
