internal import COpenSSL

/// Owner of an `X509_STORE`: the roots of one verification, and nothing from the system.
struct X509Store: ~Copyable {
    private let pointer: OpaquePointer

    init() {
        guard let pointer = X509_STORE_new() else { preconditionFailure("out of memory for a certificate store") }
        self.pointer = pointer
    }

    deinit {
        X509_STORE_free(pointer)
    }

    /// Adds one more root; the store keeps its own reference.
    mutating func trust(_ root: X509Handle) {
        let status = root.withPointer { X509_STORE_add_cert(pointer, $0) }
        precondition(status == 1, "out of memory for a certificate store")
    }

    borrowing func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        body(pointer)
    }
}
