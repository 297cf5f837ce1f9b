/// A fault and the requests it meets.
struct PlannedFault: Sendable {
    let fault: RegistryFault
    let kind: RegistryRoute.Kind
    /// A tag or digest; nil for any.
    let reference: String?
    /// Requests still to be answered rightly.
    var spared: Int
    /// Requests still to be spoilt; nil for all.
    var left: Int?

    /// - Returns: whether the fault shows in the answer to `request`, which counts against its number.
    mutating func meets(_ request: RegistryRequest) -> Bool {
        guard request.route.kind == kind, reference == nil || request.route.reference == reference else { return false }
        guard spared == 0 else {
            spared -= 1
            return false
        }
        guard let left else { return true }
        self.left = max(left - 1, 0)
        return left > 0
    }
}
