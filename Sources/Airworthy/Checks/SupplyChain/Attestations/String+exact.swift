extension StringProtocol {
    /// Same bytes. `==` is Unicode's canonical equivalence, and in-toto compares type and resource URIs as exact text.
    func isExactly(_ other: some StringProtocol) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
