/** What a shop's page of one product shows: the product, its store with more of it, and who is looking at it. */
export const productPage = `query ProductPage($id: ID!) {
  me { displayName locale defaultAddress { city } }
  product(id: $id) {
    id title brand description favouriteCount isFavourite inStock
    category { name slug ancestors { name slug } }
    images { url altText }
    options { name values }
    lowestPrice { formatted } highestPrice { formatted }
    variants { id sku title optionValues available weightGrams price { amountMinor currency formatted } compareAtPrice { formatted } }
    store { name slug description
      shippingRates { name kind amount { formatted } freeOver { formatted } }
      products(first: 8) { nodes { id title lowestPrice { formatted } inStock } }
    }
  }
  cart { itemsTotals { formatted } }
}`;
