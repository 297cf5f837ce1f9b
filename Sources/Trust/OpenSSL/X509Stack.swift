internal import COpenSSL

/// Owner of a `STACK_OF(X509)` that borrows its certificates: they must outlive it.
struct X509Stack: ~Copyable {
    private let pointer: OpaquePointer

    init() {
        guard let pointer = OPENSSL_sk_new_null() else { preconditionFailure("out of memory for a stack") }
        self.pointer = pointer
    }

    deinit {
        OPENSSL_sk_free(pointer)
    }

    mutating func append(_ certificate: X509Handle) {
        let count = certificate.withPointer { OPENSSL_sk_push(pointer, UnsafeRawPointer($0)) }
        precondition(count > 0, "out of memory for a stack")
    }

    borrowing func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        body(pointer)
    }
}
